"""The port RuleSets: editions of the rule book, none of them ever lost."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from enrollment.domain.rule_book import INSTITUTION, RuleBook, RuleSet
from enrollment.ports.rule_sets import Publication, PublishedMeanwhile
from tests.contract.stores import race
from tests.support.build import NOON
from tests.support.rules import COURSE, SAID, SECTION, TERM, anything_said

A_DAY = timedelta(days=1)


def published(ports, sets, *, after=0, by="ada", at=NOON):
    """The number of the edition."""
    return ports.rule_sets.publish(sets, after=after, by=by, at=at)


def test_a_book_nobody_has_written_in_is_empty_and_of_edition_0(ports):
    assert ports.rule_sets.book() == RuleBook({}, 0)
    assert list(ports.rule_sets.history()) == []


def test_what_is_published_is_in_the_book_in_order(ports):
    assert published(ports, dict(reversed(SAID.items()))) == 1

    book = ports.rule_sets.book()

    assert book == RuleBook({scope: RuleSet(said=said, edition=1) for scope, said in SAID.items()}, 1)
    assert list(book.sets) == list(SAID)


def test_a_scope_is_replaced_whole_and_the_others_keep_their_editions(ports):
    published(ports, SAID)
    assert published(ports, {COURSE: {"linked": ("LE", "LA")}}, after=1) == 2

    book = ports.rule_sets.book()

    assert book.edition == 2
    assert book.sets[COURSE] == RuleSet(said={"linked": ("LE", "LA")}, edition=2)
    assert {book.sets[scope].edition for scope in (INSTITUTION, TERM, SECTION)} == {1}


def test_a_scope_may_say_nothing_any_more(ports):
    published(ports, SAID)
    published(ports, {COURSE: {}}, after=1)
    assert ports.rule_sets.book().sets[COURSE] == RuleSet(said={}, edition=2)


def test_the_book_of_every_edition_can_be_read_again(ports):
    for after, units in enumerate([20.0, 21.0, 22.0]):
        published(ports, {TERM: {"most_units": units}}, after=after)
    published(ports, {COURSE: {}}, after=3)

    books = [ports.rule_sets.book(edition) for edition in range(6)]

    assert [book.edition for book in books] == [0, 1, 2, 3, 4, 4]
    assert [book.said(TERM).get("most_units") for book in books] == [None, 20, 21, 22, 22, 22]
    assert [COURSE in book.sets for book in books] == [False] * 4 + [True] * 2


def test_history_tells_the_latest_first_who_published_what_when(ports):
    published(ports, dict(reversed(SAID.items())))
    published(ports, {TERM: {}}, after=1, by="grace", at=NOON + A_DAY)

    assert list(ports.rule_sets.history()) == [
        Publication(edition=2, by="grace", at=NOON + A_DAY, scopes=(TERM,)),
        Publication(edition=1, by="ada", at=NOON, scopes=tuple(SAID)),
    ]


def test_what_was_checked_with_an_older_book_is_not_published(store, ports):
    published(ports, SAID)

    with pytest.raises(PublishedMeanwhile), store.transaction() as inside:
        published(inside, {TERM: {}})

    assert (ports.rule_sets.book().edition, ports.rule_sets.book().said(TERM)) == (1, SAID[TERM])


def test_of_two_who_publish_at_once_one_is_told_to_check_again(store, ports):
    answers = race(store, *(lambda ports, scope=scope: published(ports, {scope: SAID[scope]}) for scope in SAID))

    assert sorted(type(answer).__name__ for answer in answers) == ["PublishedMeanwhile"] * 3 + ["int"]
    assert len(ports.rule_sets.book().sets) == len(ports.rule_sets.history()) == 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(anything_said)
def test_whatever_is_said_comes_back_as_it_was(ports, said):
    edition = published(ports, {COURSE: said}, after=ports.rule_sets.book().edition)

    assert ports.rule_sets.book().sets[COURSE] == RuleSet(said=said, edition=edition)
