"""enrollment mail."""

from uuid import uuid4

import pytest

from enrollment.domain.deliveries import DeliveryState, Outcome
from tests.contract.stores import SqlStore
from tests.support.build import NOON, a_delivery, a_message


@pytest.fixture
def ports(engine):
    """What the installation keeps."""
    return SqlStore(engine).ports


@pytest.fixture
def mails(ports):
    """A mail in each state but expired, the words of the server with a line end in them."""
    for outcome in (Outcome.ACCEPTED, Outcome.REFUSED):
        ports.deliveries.add(a_delivery())
        (claimed,) = ports.deliveries.claim(1, NOON)
        ports.deliveries.record(claimed.after(outcome, "550 no\nsuch \x1b[31muser", NOON))
    ports.deliveries.add(a_delivery())
    return {state: [one.delivery for one in ports.deliveries.listed({state}, 1)] for state in DeliveryState}


@pytest.fixture
def parked(ports):
    """A message the mail has parked."""
    message = a_message()
    ports.outbox.put(message)
    ports.outbox.sent([message.id], NOON)
    ports.inbox.failed("mail", message.id, "TypeError: no", NOON, park_after=1)
    return message


def listed(output):
    """The ids and states of the lines."""
    return {tuple(line.split("\t")[:2]) for line in output.splitlines()}


def test_what_has_not_arrived_is_listed_with_what_was_said(done, ini, mails, parked):
    output = done("mail list", ini)

    (bounced,), (waiting,) = mails["bounced"], mails["waiting"]
    expected = {(bounced.id, "bounced"), (waiting.id, "waiting"), (parked.id, "parked")}
    assert listed(output) == {(str(one), state) for one, state in expected}
    assert "ada@example.edu\ttried 1\t550 no such  [31muser\n" in output
    assert "student-enrolled\tmail\ttried 1\tTypeError: no\n" in output


@pytest.mark.parametrize("state", [*DeliveryState, "parked"])
def test_one_state_is_listed_on_demand(done, ini, mails, parked, state):
    expected = [parked] if state == "parked" else mails[state]

    assert listed(done("mail list", ini, "--state", state)) == {(str(one.id), str(state)) for one in expected}


def test_where_all_is_well_nothing_is_listed(run, ini):
    result = run("mail list", ini)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Listed: 0\n")


@pytest.mark.parametrize("state", ["bounced", "waiting"])
def test_a_mail_goes_out_again(done, ini, ports, mails, state):
    (mail,) = mails[state]

    assert done("mail resend", ini, mail.id) == f"{mail.id} goes out again.\n"
    again = ports.deliveries.find(mail.id)
    assert (again.state, again.history) == (DeliveryState.WAITING, mail.history)


def test_a_parked_message_goes_out_again(done, ini, ports, parked):
    assert done("mail resend", ini, parked.id) == f"{parked.id} goes out again.\n"
    assert (ports.outbox.waiting(), ports.inbox.count_parked()) == (1, 0)


def test_a_mail_accepted_and_one_unknown_do_not(run, ini, mails):
    for message_id in (mails["accepted"][0].id, uuid4()):
        result = run("mail resend", ini, message_id)
        assert result.exit_code == 1
        assert "accepted already" in result.stderr


def test_an_id_that_is_none_is_bad_usage(run, ini):
    assert run("mail resend", ini, "17").exit_code == 2
