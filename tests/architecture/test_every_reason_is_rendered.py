"""No reason and no error goes out without a code of its own, words and a button."""

import sys

import pytest

from enrollment.domain.button import BUTTONS
from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category, Reason, Who
from enrollment.domain.wording import WORDS
from tests.unit.domain.samples import REASONS

# The codes of the product that are implemented. They are public: add, never rename.
IMPLEMENTED = {
    "already-enrolled",
    "already-waiting",
    "auth-required",
    "consent-required",
    "corequisite-missing",
    "course-cancelled",
    "course-full",
    "course-not-found",
    "course-not-published",
    "drop-closed",
    "drop-needs-approval",
    "dropped-before",
    "excluded-by",
    "group-restricted",
    "last-course",
    "needed-by",
    "not-permitted",
    "offer-expired",
    "on-hold",
    "other-section-held",
    "prerequisite-missing",
    "registration-closed",
    "registration-not-open",
    "repeat-limit",
    "seat-offered",
    "seats-reserved",
    "time-conflict",
    "unit-limit",
    "waiting-limit",
    "waitlist-closed",
    "waitlist-full",
}
# Those that come with steps still ahead; a new reason takes its code from here.
RESERVED = {"payment-required"}


def kinds_of(kind):
    """Yield every class below that one, as its module has it (``slots=True`` leaves a ghost of each behind)."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("enrollment.") and below is getattr(
            sys.modules[below.__module__], below.__name__
        ):
            yield below
        yield from kinds_of(below)


KINDS = list(kinds_of(Reason))
ERRORS = list(kinds_of(DomainError))
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)


@each_kind
def test_every_reason_has_words_and_a_button(kind):
    assert kind in WORDS
    assert kind in BUTTONS


@each_kind
def test_every_reason_is_among_the_samples_the_other_tests_use(kind):
    assert kind in {type(reason) for reason in REASONS}


@each_kind
def test_every_reason_has_a_category_and_somebody_who_can_change_it(kind):
    assert isinstance(kind.category, Category)
    assert isinstance(kind.who, Who)


def test_no_two_reasons_share_a_code_and_the_codes_are_the_products():
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))
    assert set(codes) == IMPLEMENTED
    assert not IMPLEMENTED & RESERVED


def test_nothing_is_rendered_that_is_no_reason():
    assert set(WORDS) == set(BUTTONS) == set(KINDS)


def test_no_two_errors_share_a_code():
    codes = [error.code for error in ERRORS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_every_error_says_itself_in_a_sentence(error):
    assert str(error()).endswith(".")
    assert isinstance(error.category, Category)
