"""The port Accounts."""

from dataclasses import replace
from uuid import uuid4

import pytest

from enrollment.domain.errors import EmailTaken
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Role
from tests.contract.given import a_known_student
from tests.contract.stores import race
from tests.support.build import a_staff_member, a_student, an_account


def test_an_account_is_found_by_its_address_as_it_was_added(ports):
    account = an_account(user=a_staff_member(roles=frozenset({Role.STAFF, Role.STUDENT})), password_hash="$argon2id$…")
    ports.accounts.add(account)

    assert ports.accounts.find(account.user.email) == account
    assert ports.accounts.get(account.user.id) == account.user


def test_an_account_without_a_password_stays_without_one(ports):
    account = an_account()
    ports.accounts.add(account)

    assert ports.accounts.find(account.user.email).password_hash is None


def test_an_account_that_is_not_active_is_found_as_such(ports):
    assert ports.accounts.get(a_known_student(ports, active=False).id).active is False


def test_nobody_is_found_where_nobody_is(ports, student):
    assert ports.accounts.find("nobody@example.edu") is None
    assert ports.accounts.find("") is None
    assert ports.accounts.get(uuid4()) is None


@pytest.mark.parametrize("address", ["ada@example.edu", " Ada@Example.EDU ", "ADA@EXAMPLE.EDU"])
@pytest.mark.parametrize("added", ["ada@example.edu", "\tAda@Example.edu"])
def test_addresses_are_compared_normalized(ports, added, address):
    ada = a_known_student(ports, email=added)

    assert ports.accounts.find(address).user == replace(ada, email="ada@example.edu")


@pytest.mark.parametrize("wild", ["a_a@example.edu", "a%", "%"])
def test_an_address_is_no_pattern(ports, wild):
    a_known_student(ports, email="ada@example.edu")

    assert ports.accounts.find(wild) is None


def test_an_address_is_taken_once_and_the_transaction_goes_on(store, ports):
    first = a_known_student(ports, email="ada@example.edu")
    with store.transaction() as transaction:
        with pytest.raises(EmailTaken):
            transaction.accounts.add(an_account(user=a_student(email=" ADA@example.edu")))
        later = a_known_student(transaction)

    assert ports.accounts.find("ada@example.edu").user == first
    assert ports.accounts.get(later.id) == later


def test_of_many_who_want_one_address_at_once_one_gets_it(store, ports):
    accounts = [an_account(user=a_student(email="ada@example.edu")) for _ in range(6)]

    answers = race(store, *(lambda ports, account=account: ports.accounts.add(account) for account in accounts))

    assert answers.count(None) == 1
    assert sum(isinstance(answer, EmailTaken) for answer in answers) == 5
    assert ports.accounts.find("ada@example.edu") == accounts[answers.index(None)]


def test_of_many_accounts_those_with_a_new_address_are_added(ports):
    known = a_known_student(ports, email="ada@example.edu")
    accounts = [an_account(), an_account(user=a_student(email="Ada@Example.edu")), an_account()]

    users = ports.accounts.add_missing(accounts)

    assert users == [accounts[0].user, known, accounts[2].user]
    assert [ports.accounts.find(user.email).user for user in users] == users
    assert ports.accounts.add_missing(accounts) == users


def test_no_accounts_at_all_are_nobody(ports):
    assert ports.accounts.add_missing([]) == []


def test_several_are_read_at_once_as_far_as_there_are_any(ports):
    ada, grace = a_known_student(ports, email="ada@example.edu"), a_known_student(ports, email="grace@example.edu")
    assert ports.accounts.those({ada.id, grace.id, UserId(uuid4())}) == {ada.id: ada, grace.id: grace}
    assert ports.accounts.those(set()) == {}
