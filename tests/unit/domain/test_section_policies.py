"""One section of a course, or one of each kind it is made of: who takes another, and who does not."""

from zoneinfo import ZoneInfo

import pytest

from enrollment.domain.permits import Permit
from enrollment.domain.policies import decide, no_other_section_is_held
from enrollment.domain.reasons import OtherSection, OtherSectionHeld
from enrollment.domain.rules import Rules
from enrollment.domain.verdict import Met
from enrollment.domain.wording import in_words
from tests.support.build import a_course, an_attempt

A01, A02, A03 = (a_course(section=section) for section in ("A01", "A02", "A03"))
LE1, LE2, LA1, LA2 = (a_course(section=section) for section in ("LE1", "LE2", "LA1", "LA2"))
OTHER_TERM, OTHER_COURSE = a_course(section="A01", term="FA26"), a_course(code="COGS 10", section="A01")
LINKED = Rules(linked=("LE", "LA"))


def asking_for(course, *held, together=(), expected=(), rules=Rules(), **about):  # noqa: B008 - it is frozen
    return an_attempt(course=course, held=held, together=together, expected=expected, rules=rules, **about)


def found(*asked, **about):
    return no_other_section_is_held(asking_for(*asked, **about))


def sections(*courses):
    return tuple(OtherSection(course_id=course.id, course=course.name) for course in courses)


def test_without_a_word_in_the_rules_a_second_section_is_refused():
    assert found(A02, A01) == OtherSectionHeld(held=sections(A01))
    assert found(A03, A02, A01) == OtherSectionHeld(held=sections(A02, A01))


@pytest.mark.parametrize("others", [(), (OTHER_TERM,), (OTHER_COURSE,), (OTHER_TERM, OTHER_COURSE)])
def test_another_term_and_another_course_are_no_other_section(others):
    assert found(A02, *others) is None
    assert found(A02, together=others) is None


def test_what_is_asked_for_together_is_told_apart_from_what_is_held():
    assert found(A03, A01, together=(A02,)) == OtherSectionHeld(held=sections(A01), asked=sections(A02))
    assert found(A03, together=(A02,)) == OtherSectionHeld(asked=sections(A02))


def test_what_is_still_to_be_judged_stands_in_nobodys_way():
    assert found(A02, expected=(A01,)) is None


@pytest.mark.parametrize("about", [{"user": None}, {"rules": Rules(one_section=False)}])
def test_strangers_are_asked_nothing_nor_is_anybody_where_the_rules_say_no(about):
    assert found(A02, A01, **about) is None
    assert found(None, A01, **about) is None


@pytest.mark.parametrize(
    ("asked", "held", "in_its_place"),
    [
        (LE2, [LE1], [LE1]),
        (LE2, [LA1], []),
        (LE2, [LE1, LA1], [LE1]),
        (LA2, [LE1, LA1], [LA1]),
        (LA2, [LE1], []),
        (A01, [LE1], [LE1]),
        (LE1, [A01], [A01]),
        (A02, [A01, LA1], [A01, LA1]),
    ],
)
def test_of_linked_kinds_one_section_each_is_taken_and_of_others_none_besides(asked, held, in_its_place):
    finding = found(asked, *held, rules=LINKED)
    if in_its_place:
        assert finding == OtherSectionHeld(held=sections(*in_its_place))
    else:
        assert finding == Met("other-section-held", by=tuple(course.name for course in held))


def test_where_nothing_is_linked_kinds_count_for_nothing():
    assert found(LA1, LE1) == OtherSectionHeld(held=sections(LE1))


def test_a_section_asked_for_together_may_be_of_a_linked_kind():
    assert found(LE1, together=(LA1,), rules=LINKED) == Met("other-section-held", by=(LA1.name,))


@pytest.mark.parametrize(
    ("reason", "message", "remedy"),
    [
        (OtherSectionHeld(held=sections(A01)), "you hold COGS 1 A01.", "Swap sections, or drop COGS 1 A01 first."),
        (
            OtherSectionHeld(held=sections(A01, A02)),
            "you hold COGS 1 A01 and COGS 1 A02.",
            "Swap sections, or drop COGS 1 A01 and COGS 1 A02 first.",
        ),
        (
            OtherSectionHeld(asked=sections(A02)),
            "you ask for COGS 1 A02 as well.",
            "Ask for one of them only.",
        ),
        (
            OtherSectionHeld(held=sections(A01), asked=sections(A02)),
            "you hold COGS 1 A01 and ask for COGS 1 A02 as well.",
            "Swap sections, or drop COGS 1 A01 first.",
        ),
    ],
)
def test_the_words_name_the_sections_and_what_to_do(reason, message, remedy):
    words = in_words(reason, ZoneInfo("UTC"))
    assert words.message == f"A student takes one section of a course, and {message}"
    assert words.remedy == remedy


def test_a_permit_sets_it_aside():
    permit = Permit(id=None, codes=frozenset({"other-section-held"}), granted_by="Dr Hopper")
    verdict = decide(asking_for(A02, A01, permits=(permit,)))
    assert verdict.allowed
    assert Met("other-section-held", permit=permit) in verdict.met
