"""GET /metrics: for neighbours and for who has the token, in Prometheus's own format."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from enrollment import settings
from enrollment.adapters.sql.engine import make_engine
from enrollment.adapters.sql.kept import Kept
from enrollment.domain.deliveries import DeliveryState
from enrollment.domain.devices import Device
from enrollment.domain.measures import Kind
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from enrollment.ports.agenda import Chore
from tests.functional.permissions import form_to
from tests.support.build import NOON, a_course, a_delivery, a_measure, a_message

NEIGHBOURS = ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "fd00::7", "::ffff:10.0.0.1"]
STRANGERS = ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "100.64.0.1", "", "nonsense"]
FORWARDED = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via"]
TOKEN = "t" * settings.SECRET_LENGTH
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def asked(new_browser):
    """Ask from the address, and return the answer."""

    def ask(address, **headers):
        browser = new_browser()
        browser.extra_environ["REMOTE_ADDR"] = address
        return browser.get("/metrics", headers=headers, expect_errors=True)

    return ask


@pytest.fixture
def numbers(asked):
    """Tell every number, by name and labels."""

    def read():
        families = text_string_to_metric_families(asked("127.0.0.1").text)
        samples = (one for family in families for one in family.samples)
        return {(one.name, *(v for _, v in sorted(one.labels.items()) if v)): one.value for one in samples}

    return read


@pytest.mark.parametrize("address", NEIGHBOURS)
def test_a_neighbour_is_answered(asked, address):
    answer = asked(address)

    assert answer.status_int == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", STRANGERS)
def test_for_a_stranger_it_is_not_there(asked, address):
    assert (asked(address).status_int, asked(address).json["code"]) == (404, "not-found")


@pytest.mark.parametrize("header", FORWARDED)
def test_a_neighbour_that_speaks_for_others_is_a_stranger(asked, header):
    assert asked("127.0.0.1", **{header: "127.0.0.1"}).status_int == 404


@pytest.mark.parametrize("given", [f"Bearer {TOKEN}", "Bearer ", "Bearer", ""])
def test_where_no_token_is_set_none_is_right(asked, given):
    assert asked("8.8.8.8", Authorization=given).status_int == 404


class TestWithAToken:
    """An installation that has told its operators one."""

    @pytest.fixture
    def ini(self):
        """The setting."""
        return {"enrollment.metrics_token": TOKEN}

    def test_whoever_has_it_is_answered_from_anywhere(self, asked):
        assert asked("8.8.8.8", **BEARER).status_int == 200
        assert asked("127.0.0.1", **BEARER, **{"X-Forwarded-For": "8.8.8.8"}).status_int == 200

    @pytest.mark.parametrize("given", ["", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", TOKEN])
    def test_whoever_has_another_is_not(self, asked, given):
        assert asked("8.8.8.8", Authorization=given).status_int == 404


class TestOverHttps:
    """A site for the public, with a proxy in front of it."""

    @pytest.fixture
    def ini(self):
        """The setting."""
        return {"enrollment.public_url": "https://enroll.example.edu"}

    def test_who_asks_under_the_public_name_came_through_the_proxy(self, asked):
        assert asked("127.0.0.1").status_int == 404
        assert asked("127.0.0.1", Host="127.0.0.1:6543").status_int == 200


def test_it_tells_the_funnel_and_what_waits(system, numbers, clock):
    application = system.outside_transaction()
    application.analytics.count([a_measure(times=3), a_measure(kind=Kind.FAILURE, reason="course-full")])
    application.outbox.put(a_message())
    application.deliveries.add(a_delivery())
    application.inbox.failed("mail", a_message().id, "no", NOON, park_after=1)
    clock.advance(NOON - NOON.replace(hour=11))

    told = numbers()

    assert told["enrollment_record_up",] == 1
    assert told["enrollment_funnel_total", Device.DESKTOP, Kind.VIEW] == 3
    assert told["enrollment_funnel_total", Device.DESKTOP, Kind.FAILURE, "course-full"] == 1
    assert (told["enrollment_outbox_waiting",], told["enrollment_outbox_oldest_seconds",]) == (1, 3600)
    assert told["enrollment_deliveries", DeliveryState.WAITING] == 1
    assert told["enrollment_deliveries_oldest_waiting_seconds",] == 3600
    assert told["enrollment_messages_parked",] == 1


def test_it_tells_how_late_what_is_due_by_the_clock_is(system, numbers, clock, on_offer):
    assert numbers()["enrollment_due_oldest_seconds",] == 0
    course = on_offer(a_course())
    system.outside_transaction().agenda.put(course.id, Chore.SERVE, NOON)
    clock.advance(timedelta(minutes=5))
    assert numbers()["enrollment_due_oldest_seconds",] == 300


def test_an_offer_that_nobody_has_ended_is_late_as_well(numbers, clock, on_offer, enrolled, signed_in, ruled, dropped):
    course = on_offer(a_course(max_participants=1))
    ruled(course, waitlist=WaitlistRule(promotion=Promotion.OFFER, offer_hours=1))
    seat, student = enrolled(course), signed_in()
    form_to(student.get(f"/courses/{course.id}"), f"/courses/{course.id}/waitlist").submit(status=303)
    dropped(seat)
    clock.advance(timedelta(minutes=65))
    assert numbers()["enrollment_due_oldest_seconds",] == 300


def test_it_tells_what_this_process_has_answered(browser, on_offer, asked):
    course = on_offer(a_course())
    for path in (f"/courses/{course.id}", f"/courses/{course.id}", "/courses/none", "/nowhere"):
        browser.get(path, expect_errors=True)

    text = asked("127.0.0.1").text

    families = {family.name: family for family in text_string_to_metric_families(text)}
    samples = families["enrollment_request_duration_seconds"].samples
    counts = {(one.labels["route"], one.labels["status"]): one.value for one in samples if one.name.endswith("_count")}
    assert counts == {("course", "200"): 2, ("course", "404"): 1, ("", "404"): 1}
    assert all(one.labels["process"].isdigit() for one in samples)
    assert "enrollment_build_info{" in text


def test_without_a_record_it_still_tells_what_the_process_knows(system, asked, monkeypatch):
    nowhere = make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    monkeypatch.setattr(system._autocommit, "_kept", Kept(nowhere, 1))

    text = asked("127.0.0.1").text

    assert "enrollment_record_up 0" in text
    assert "enrollment_build_info" in text
    assert "enrollment_outbox_waiting" not in text
