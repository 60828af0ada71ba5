"""What is missing of a requirement, in words for one thing and for many."""

from zoneinfo import ZoneInfo

import pytest

from enrollment.domain.reasons import CorequisiteMissing, ExcludedBy, Lack, PrerequisiteMissing, RepeatLimit
from enrollment.domain.wording import in_words

CAMPUS = ZoneInfo("America/Los_Angeles")
C_IN_20A = Lack(item="MATH 20A", needs="B-", has="C")
CSE_8A, CSE_11 = Lack(item="CSE 8A"), Lack(item="CSE 11", has="F")


def missing(requirement, lacking, ways, **about):
    return PrerequisiteMissing(requirement=requirement, lacking=lacking, ways=ways, **about)


@pytest.mark.parametrize(
    ("reason", "message", "remedy"),
    [
        (
            missing("MATH 20A at least B-", (C_IN_20A,), (("MATH 20A",),)),
            "A prerequisite is missing: MATH 20A: you have C, it takes B-.",
            "Pass MATH 20A with at least B-; or ask the department for a permit.",
        ),
        (
            missing("MATH 20A at least B- and CSE 8A", (C_IN_20A, CSE_8A), (("MATH 20A", "CSE 8A"),)),
            "Prerequisites are missing: MATH 20A: you have C, it takes B-; CSE 8A.",
            "Pass MATH 20A with at least B- and CSE 8A; or ask the department for a permit.",
        ),
        (
            missing("CSE 8A or CSE 11", (CSE_8A, CSE_11), (("CSE 8A",), ("CSE 11",))),
            "You do not meet the prerequisite: CSE 8A or CSE 11. CSE 11: you have F, which is no pass.",
            "Pass CSE 8A; or CSE 11; or ask the department for a permit.",
        ),
        (
            missing('prose "portfolio review"', (), (), unknown=True),
            'Whether you meet the prerequisite has to be judged by a person: "portfolio review".',
            "Ask the department for a permit.",
        ),
        (
            CorequisiteMissing(requirement="COGS 14B", ways=(("COGS 14B",),)),
            "This course is taken together with COGS 14B.",
            "Put into the same plan and submit together: COGS 14B; or ask the department for a permit.",
        ),
        (
            ExcludedBy(passed=("MATH 10A", "MATH 10B"), held=("MATH 10C",)),
            "This course cannot be taken as well: you have passed MATH 10A and MATH 10B and are taking MATH 10C.",
            "Choose another course.",
        ),
        (
            ExcludedBy(held=("MATH 10C",)),
            "This course cannot be taken as well: you are taking MATH 10C.",
            "Drop MATH 10C first, or choose another course.",
        ),
        (
            RepeatLimit(attempts=1, best="B", only_below="C"),
            "It may be repeated only after a grade below C, and you have B.",
            "Ask the department for a permit.",
        ),
    ],
)
def test_it_reads_well(reason, message, remedy):
    words = in_words(reason, CAMPUS)
    assert (words.message, words.remedy) == (message, remedy)


def test_an_item_asked_for_with_two_grades_is_named_without_one():
    lacking = (Lack(item="CSE 11", needs="B"), Lack(item="CSE 11", needs="C"), CSE_8A)
    reason = missing("CSE 11 at least B or (CSE 11 at least C and CSE 8A)", lacking, (("CSE 11",),))
    assert in_words(reason, CAMPUS).remedy.startswith("Pass CSE 11;")
