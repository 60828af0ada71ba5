"""What every Analytics promises, whoever measures."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from kombu import Queue

from enrollment.adapters.amqp import KombuAnalytics
from enrollment.adapters.gathering import GatheringAnalytics
from enrollment.adapters.log_analytics import LogAnalytics
from enrollment.adapters.memory.analytics import MemoryAnalytics
from enrollment.adapters.memory.measures import MemoryMeasures
from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.sql.analytics import SqlAnalytics
from enrollment.adapters.sql.engine import Autocommit
from enrollment.adapters.sql.measures import SqlMeasures
from enrollment.domain.devices import Device
from enrollment.domain.identifiers import MessageId
from enrollment.domain.measures import Days, Kind, Measure, counted
from enrollment.domain.plain import from_plain
from tests.support.broker import NOBODY_URL, a_topology, broker, taken_from
from tests.support.build import NOON, a_count, a_measure
from tests.support.services import BROKER_URL

ALL = Days(NOON.date() - timedelta(days=9), NOON.date() + timedelta(days=9))
ADAPTERS = [
    "memory",
    "gathering",
    "log",
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgresql),
    pytest.param("kombu", marks=pytest.mark.rabbitmq),
]


@pytest.fixture(params=ADAPTERS)
def analytics_and_counts(request):
    """Each adapter in turn, and a way to tell what was counted."""
    match request.param:
        case "memory":
            records = MemoryRecords()
            yield MemoryAnalytics(records), lambda: MemoryMeasures(records).of(ALL)
        case "gathering":
            records = MemoryRecords()
            analytics = GatheringAnalytics(MemoryAnalytics(records))
            yield analytics, lambda: analytics.hand_on() or MemoryMeasures(records).of(ALL)
        case "log":
            caplog = request.getfixturevalue("caplog")
            caplog.set_level("DEBUG", "enrollment")
            yield LogAnalytics(), lambda: counted(from_plain(Measure, line.measure) for line in caplog.records)
        case "kombu":
            yield from kombu()
        case database:
            statements = Autocommit(request.getfixturevalue(f"{database}_engine"))
            yield SqlAnalytics(statements), lambda: SqlMeasures(statements).of(ALL)


def kombu():
    with a_topology() as topology, broker() as channel:
        listener = Queue("", topology.analytics_events, routing_key="#", exclusive=True)(channel)
        listener.declare()
        analytics = KombuAnalytics(BROKER_URL, topology.prefix)
        yield analytics, lambda: counted(published(listener))
        analytics.close()


def published(listener):
    """Yield the measures that have arrived."""
    while delivery := listener.get(no_ack=True):
        yield from_plain(Measure, json.loads(delivery.body))


def test_what_is_counted_adds_up_by_what_is_alike(analytics_and_counts):
    analytics, counts = analytics_and_counts
    refusal = {"kind": Kind.FAILURE, "reason": "course-full", "device": Device.MOBILE}

    analytics.count([a_measure(), a_measure(at=NOON + timedelta(hours=1)), a_measure(times=5), a_measure(**refusal)])
    analytics.count([a_measure(**refusal, duration_ms=1500), a_measure(**refusal)])

    assert counts() == sorted(
        [a_count(times=7), a_count(**refusal, times=2), a_count(**refusal, up_to_ms=2000, times=1)]
    )


def test_to_count_nothing_is_no_error(analytics_and_counts):
    analytics, counts = analytics_and_counts
    analytics.count([])
    assert list(counts()) == []


@pytest.mark.rabbitmq
def test_a_measure_is_published_whole():
    measure = a_measure(duration_ms=1500, message_id=MessageId(uuid4()))
    with a_topology() as topology, broker() as channel:
        listener = Queue("", topology.analytics_events, routing_key=Kind.VIEW.value, exclusive=True)(channel)
        listener.declare()
        analytics = KombuAnalytics(BROKER_URL, topology.prefix)
        analytics.count([measure])
        analytics.close()

        assert list(published(listener)) == [measure]


@pytest.mark.rabbitmq
def test_counting_what_nobody_measures_fails_nothing():
    with a_topology() as topology:
        analytics = KombuAnalytics(BROKER_URL, topology.prefix)
        analytics.count([a_measure()])
        analytics.close()
        assert taken_from(topology.queue("mail"), within=0.2) is None


def test_losing_measures_fails_nothing_and_is_logged(caplog):
    KombuAnalytics(NOBODY_URL).count([a_measure(), a_measure()])

    assert "2 measures were not published" in caplog.text


def test_the_log_is_quiet_unless_one_asks(caplog):
    caplog.set_level("INFO", "enrollment")

    LogAnalytics().count([a_measure()])

    assert caplog.records == []
