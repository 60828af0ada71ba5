"""Every error the core can raise has a status, and every status a meaning."""

from http import HTTPStatus

import pytest

from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category
from enrollment.web.problems import OFFERS, STATUS, problem_of


def kinds(of=DomainError):
    """Every kind of error there is."""
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_the_table_holds_every_error_and_nothing_else():
    assert set(STATUS) == set(kinds())


@pytest.mark.parametrize("kind", sorted(kinds(), key=lambda kind: kind.__name__))
def test_an_error_has_a_problem_of_its_own(kind):
    problem = problem_of(kind())

    assert HTTPStatus(problem.status) >= 400
    assert (problem.code, problem.category) == (kind.code, kind.category)
    assert problem.detail == str(kind())


@pytest.mark.parametrize("kind", [kind for kind in STATUS if STATUS[kind] == 503])
def test_what_passes_by_itself_says_when_to_come_back(kind):
    assert int(problem_of(kind()).headers["Retry-After"]) >= 1


def test_no_two_errors_share_a_code():
    assert len({kind.code for kind in kinds()}) == len(set(kinds()))


def test_every_category_offers_something():
    assert set(OFFERS) == set(Category)
