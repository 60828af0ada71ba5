"""Requirements as registrars write them: what is surely understood, and what stays prose."""

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.adapters.requirement_texts import codes_of, precoreqs_of, requirement_of
from enrollment.domain.notation import parse, written
from enrollment.domain.requirements import Passed, Prose

DATA = Path(__file__).parents[1] / "data"


def stated(field):
    """Return what that field says in the catalog of HKUST, of each course that has it."""
    catalog = json.loads(gzip.decompress((DATA / "hkust/catalog.json.gz").read_bytes()))
    return [course["info"][field] for course in catalog["courses"] if field in course["info"]]


def stated_at_rpi():
    """Return the texts of RPI, each once."""
    with gzip.open(DATA / "rpi/fall-2024.csv.gz", "rt", encoding="utf-8") as file:
        return {row["raw_precoreqs"] for row in csv.DictReader(file)} - {""}


def understood(requirement):
    """Return how much of it is: all, in part, or nothing."""
    if isinstance(requirement, Prose):
        return "nothing"
    return "in part" if "prose " in written(requirement) else "all"


@pytest.mark.parametrize(
    ("texts", "counts"),
    [
        ("pre-requisite", {"all": 468, "in part": 22, "nothing": 33}),
        ("co-requisite", {"all": 48, "nothing": 3}),
    ],
)
def test_so_many_of_the_real_texts_are_understood(texts, counts):
    assert Counter(understood(requirement_of(text)) for text in stated(texts)) == counts


def test_so_many_of_the_real_exclusions_are_understood():
    assert Counter(codes_of(text) is not None for text in stated("exclusion")) == {True: 355, False: 12}


def test_so_many_of_the_texts_of_rpi_are_understood():
    halves = [half for text in stated_at_rpi() for half in precoreqs_of(text) if half]
    assert Counter(map(understood, halves)) == {"all": 143, "in part": 83, "nothing": 212}


@pytest.mark.parametrize("texts", ["pre-requisite", "co-requisite"])
def test_no_real_text_is_lost_on_the_way_to_the_notation_and_back(texts):
    for text in stated(texts):
        requirement = requirement_of(text)
        assert parse(written(requirement)) == requirement
        assert all(code in text for code in written(requirement).split() if code.isdecimal())


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("MATH 1014", "MATH 1014"),
        ("MATH 1014 OR MATH 1020 OR MATH 1024", "MATH 1014 or MATH 1020 or MATH 1024"),
        ("EMIA2020 or ENGG1300", "EMIA 2020 or ENGG 1300"),
        ("FINA 5120, FINA 5210 and FINA 5290", "FINA 5120 and FINA 5210 and FINA 5290"),
        ("One of ISOM 2500, MATH 2411 or MATH 3423", "ISOM 2500 or MATH 2411 or MATH 3423"),
        ("LIFS 2040/2210, and LIFS 3140", "(LIFS 2040 or LIFS 2210) and LIFS 3140"),
        (
            "(ELEC 2100) AND [MATH 2350 OR (MATH 2111 AND MATH 2351)]",
            "ELEC 2100 and (MATH 2350 or (MATH 2111 and MATH 2351))",
        ),
        ("COMP 1021 OR COMP 1022Q (prior to 2020-21)", "COMP 1021 or COMP 1022Q"),
        (
            "Grade A- or above in MATH 2023 AND B- or above in MATH 2131",
            "MATH 2023 at least A- and MATH 2131 at least B-",
        ),
        ("grade A- or above in COMP 2711 / MATH 2343", "COMP 2711 at least A- or MATH 2343 at least A-"),
        ("(Grade A- or above in MATH 1014) OR MATH 1020", "MATH 1014 at least A- or MATH 1020"),
        ("a passing letter grade in LANG 1401 OR LANG 1402", "LANG 1401 at least D or LANG 1402 at least D"),
        ("a passing grade in UROP 1100 and UROP 2100", "UROP 1100 and UROP 2100"),
        (
            "(LIFS 1901 OR level 3 or above in HKDSE 1x Biology) AND PHYS 1111",
            '(LIFS 1901 or prose "level 3 or above in HKDSE 1x Biology") and PHYS 1111',
        ),
        ("ACCT 5100 OR ACCT 5150 OR Equivalent", 'ACCT 5100 or ACCT 5150 or prose "Equivalent"'),
        (
            "MECH 2210 or equivalent AND MECH 3310 or equivalent",
            '(MECH 2210 or prose "equivalent") and (MECH 3310 or prose "equivalent")',
        ),
        ("(TWO grades in UROP 1100) OR UROP 2100", 'prose "TWO grades in UROP 1100" or UROP 2100'),
        ("(1 AND (2 OR 3)) AND UROP 2100", 'prose "1 AND (2 OR 3)" and UROP 2100'),
        (
            "ECON 1200, ECON 1300, or ECON 1400; and MATH 1020",
            "(ECON 1200 or ECON 1300 or ECON 1400) and MATH 1020",
        ),
    ],
)
def test_what_is_surely_understood_is_a_requirement(text, notation):
    assert written(requirement_of(text)) == notation


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CGA at 2.70 or above",
        "(for non-BIBU students) ACCT 2010",
        "ISOM 2500, MATH 2411",
        "ISOM 2500 AND MATH 2411 OR MATH 3423",
        "MATH 2111, MATH 2350 AND ISOM 2500, MATH 2411",
        "Grade B or above in MATH 1014 OR MATH 1020",
        "Grade B or above in (MATH 1014 OR MATH 1020)",
        "a passing letter grade in LANG 1401 OR (LANG 1402 AND LANG 1403)",
        "One of ECON 2103, ECON 2113 OR ECON 3113, AND ECON 2123 OR ECON 3123",
        "MATH 2010 or equivalent and CSCI 1200",
        "(MATH 2010 or (MATH 2011 and MATH 2012)",
        "MATH 2010)",
        "MATH 2010 MATH 2011",
        "MATH 2010 or",
        "MATH 20101",
        "ISOM 3540 (Note: on approval)",
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_stays_prose_as_a_whole(text):
    assert requirement_of(text) == Prose(text)


PIECES = [
    "MATH 1014",
    "CSCI 1200",
    "and",
    "or",
    "/",
    ",",
    "(",
    ")",
    "[",
    ";",
    "grade B or above in",
    "x",
    "or equivalent",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_text_is_a_requirement_that_can_be_written(words):
    text = " ".join(["PHYS 1111", *words])
    requirement = requirement_of(text)
    assert parse(written(requirement)) == requirement


def test_a_hostile_text_is_prose():
    assert isinstance(requirement_of("(" * 5000 + "MATH 1014" + ")" * 5000), Prose | Passed)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ACCT 2010, CORE 1310", {"ACCT 2010", "CORE 1310"}),
        ("CBME 5320, CENG 5320 (prior to 2020-21)", {"CBME 5320", "CENG 5320"}),
        ("FINA 790E prior to 2011-12", {"FINA 790E"}),
        ("ISOM 519", {"ISOM 519"}),
        ("LANG 1415, LANG 1120 - 1127", None),
        ("Any 2000-level or above courses in CHEM", None),
        ("MATH 1003; MATH 1013", None),
        ("", None),
    ],
)
def test_an_exclusion_is_understood_when_it_is_nothing_but_courses(text, codes):
    assert codes_of(text) == codes


@pytest.mark.parametrize(
    ("text", "before", "along"),
    [
        ("Prerequisites: ARCH 4790 and ARCH 4830", "ARCH 4790 and ARCH 4830", None),
        ("Prerequisite or Corequisite: ARCH 4520", None, "ARCH 4520"),
        ("Prerequisite: ARCH 2530; Corequisite: ARCH 2820", "ARCH 2530", "ARCH 2820"),
        ("Prerequisite - CHEM 2120; Pre or Corequisite - CHEM 4410", "CHEM 2120", "CHEM 4410"),
        ("Prerequisites/Corequisites: Corequisite: BIOL 1010.Attributes Data Intensive 1", None, "BIOL 1010"),
        ("Prerequisites/Corequisites: MATH 2010.", 'prose "MATH 2010"', None),
        ("MATH 2010.", 'prose "MATH 2010"', None),
        ("Prerequisite: BIOL 1010/BIOL 1015", 'prose "BIOL 1010/BIOL 1015"', None),
        ("Prerequisites: MANE-1960 and (PHYS 1200 or PHYS 1250 ).", "MANE 1960 and (PHYS 1200 or PHYS 1250)", None),
        ("Prerequisite: ENGR 1600 (or equivalent) or BMED 2100.", 'ENGR 1600 or prose "equivalent" or BMED 2100', None),
        ("Prerequisite: Requires a C- or higher in CSCI 1100.", "CSCI 1100 at least C-", None),
        (
            "Prerequisite: CHEM 1100 and ERTH 1200, or permission of instructor.",
            '(CHEM 1100 and ERTH 1200) or prose "permission of instructor"',
            None,
        ),
        (
            "Prerequisite: BIOL 1010, BIOL 2120, or permission of the instructor.",
            'prose "BIOL 1010, BIOL 2120, or permission of the instructor"',
            None,
        ),
        ("Prerequisite: MANE 4030 *(*can be taken along)", 'prose "MANE 4030 *(*can be taken along)"', None),
        ("", None, None),
        ("None.", None, None),
        ("Prerequisite: None.", None, None),
    ],
)
def test_prerequisites_and_corequisites_are_told_by_their_headings(text, before, along):
    assert precoreqs_of(text) == tuple(parse(notation) if notation else None for notation in (before, along))
