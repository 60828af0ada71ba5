"""An event travels as a message and arrives as itself."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from enrollment.domain.events import KINDS
from enrollment.domain.messages import Message
from tests.unit.domain.samples import EVENTS

each_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)


@each_event
def test_the_event_inside_is_the_one_put_in(event):
    assert Message.of(event).event == event


@each_event
def test_it_survives_the_wire(event):
    message = Message.of(event)
    assert replace(message, body=json.loads(json.dumps(message.body))).event == event


@each_event
def test_it_tells_when_and_what_without_being_opened(event):
    message = Message.of(event)
    assert message.at == event.at
    assert KINDS[message.kind] is type(event)


def test_every_kind_travels():
    assert {type(event) for event in EVENTS} == set(KINDS.values())


def test_kinds_are_public_and_stay_as_they_are():
    assert set(KINDS) == {
        "student-enrolled",
        "enrollment-dropped",
        "enrollment-cancelled",
        "drop-undone",
        "enrollment-refused",
        "drop-refused",
        "consent-requested",
        "consent-decided",
        "permit-granted",
        "waitlist-joined",
        "waitlist-refused",
        "waitlist-left",
        "waitlist-skipped",
        "waitlist-removed",
        "place-changed",
        "student-promoted",
        "offer-made",
        "offer-accepted",
        "offer-refused",
        "offer-declined",
        "offer-lapsed",
        "seat-opened",
    }


def test_each_message_has_an_id_of_its_own_even_for_the_same_event():
    assert Message.of(EVENTS[0]).id != Message.of(EVENTS[0]).id
    assert isinstance(Message.of(EVENTS[0]).id, UUID)


def test_a_kind_from_a_newer_version_is_nobodys_business_here():
    assert replace(Message.of(EVENTS[0]), kind="seat-offered").event is None
