"""A message as JSON: what is written is read again, and nothing else passes for a message."""

import json
from datetime import UTC, datetime

import pytest

from enrollment.adapters.amqp.wire import Unreadable, from_bytes, to_bytes
from tests.support.build import a_message


def test_a_message_is_read_as_it_was_written():
    message = a_message(body={"name": "Zoë", "none": None, "codes": ["a", "b"]})
    assert from_bytes(to_bytes(message)) == message


def test_an_instant_keeps_its_microseconds():
    message = a_message(at=datetime(2026, 3, 8, 10, 0, 0, 123456, tzinfo=UTC))
    assert from_bytes(to_bytes(message)).at == message.at


def test_members_of_a_newer_version_are_passed_over():
    message = a_message()
    plain = json.loads(to_bytes(message)) | {"trace": {"parent": 1}}
    assert from_bytes(json.dumps(plain)) == message


@pytest.mark.parametrize(
    "change",
    [{"id": "7"}, {"id": None}, {"kind": 7}, {"at": "noon"}, {"at": "2026-03-02T12:00:00"}, {"at": 0}, {"body": []}],
)
def test_a_member_of_another_shape_is_unreadable(change):
    plain = json.loads(to_bytes(a_message())) | change
    with pytest.raises(Unreadable):
        from_bytes(json.dumps(plain))


@pytest.mark.parametrize("member", ["id", "kind", "at", "body"])
def test_a_missing_member_is_unreadable(member):
    plain = json.loads(to_bytes(a_message()))
    del plain[member]
    with pytest.raises(Unreadable):
        from_bytes(json.dumps(plain))


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"null", b'"text"', b"[" * 100_000])
def test_what_is_no_json_object_is_unreadable(body):
    with pytest.raises(Unreadable):
        from_bytes(body)


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-python-serialize"])
def test_another_content_type_is_unreadable(content_type):
    with pytest.raises(Unreadable, match="content type"):
        from_bytes(to_bytes(a_message()), content_type)


def test_a_number_json_does_not_have_is_not_written():
    with pytest.raises(ValueError, match="JSON"):
        to_bytes(a_message(body={"ratio": float("nan")}))
