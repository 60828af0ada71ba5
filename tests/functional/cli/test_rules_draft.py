"""enrollment rules draft."""

import json
from zoneinfo import ZoneInfo

import pytest

from enrollment.adapters.rules_yaml import YamlRuleFile
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from tests.support.other_catalogs import COURSE, HKUST, RPI, SECTION, a_rpi_file

UTC = ZoneInfo("UTC")


@pytest.fixture
def drafted(run, tmp_path):
    """Draft what is in the file, or in the bytes: what each scope says, and what was told."""

    def draft(file, form, *options):
        if isinstance(file, bytes):
            (tmp_path / "file").write_bytes(file)
            file = tmp_path / "file"
        result = run("rules draft", file, "--format", form, *options)
        assert result.exit_code == 0, result.output
        read = YamlRuleFile(result.stdout.encode(), UTC)
        return read, result

    return draft


def a_course(section=None, **info):
    """The bytes of HKUST's file with one course."""
    course = COURSE | {"info": info, "sections": [SECTION | (section or {})]}
    return json.dumps({"term": "2023-24 Spring (2330)", "courses": [course]}).encode()


def course(code):
    """The scope of the catalog course."""
    return Scope(ScopeKind.COURSE, code)


@pytest.mark.parametrize(("file", "form"), [(HKUST, "hkust"), (RPI, "rpi")])
def test_a_draft_of_a_real_file_is_a_rule_file_without_a_fault(drafted, file, form):
    read, result = drafted(file, form)

    assert read.faults == []
    assert f"{sum('prerequisite' in said for said in read.sets.values())} prerequisite" == total(result, "prerequisite")


def total(result, member):
    """How many of that member there were in all, in the words the parts are told in."""
    counts = [line.partition(" ") for line in result.stderr.splitlines()]
    return f"{sum(int(count) for count, _, kind in counts if kind.startswith(member))} {member}"


def test_every_rule_of_hkust_is_counted(drafted):
    _, result = drafted(HKUST, "hkust")

    told = ("prerequisite", "corequisite", "excluded", "consent_of", "pools", "linked", "one_section")
    assert [total(result, member) for member in told] == [
        "523 prerequisite",
        "51 corequisite",
        "367 excluded",
        "247 consent_of",
        "356 pools",
        "262 linked",
        "40 one_section",
    ]


def test_what_is_understood_is_a_rule_and_the_rest_is_prose(drafted):
    info = {"pre-requisite": "ACCT 2010 AND FINA 2303", "co-requisite": "the wind", "exclusion": "ACCT 2200"}
    read, _ = drafted(a_course(**info), "hkust")

    assert read.sets[course("ACCT 1010")] == {
        "prerequisite": AllOf((Passed("ACCT 2010"), Passed("FINA 2303"))),
        "corequisite": Prose("the wind"),
        "excluded": frozenset({"ACCT 2200"}),
    }


def test_what_a_rule_names_and_the_file_does_not_offer_is_listed(drafted):
    read, _ = drafted(a_course(**{"pre-requisite": "ACCT 2010", "exclusion": "ACCT 1010, ACCT 2200"}), "hkust")

    assert read.sets[INSTITUTION] == {"not_in_catalog": frozenset({"ACCT 2010", "ACCT 2200"})}


def test_an_exclusion_that_is_not_understood_is_left_to_the_registrar(drafted):
    read, result = drafted(a_course(exclusion="any 2000-level courses"), "hkust")

    assert read.sets == {}
    assert result.stdout == "# To be written by hand: ACCT 1010 excluded: any 2000-level courses\n"
    assert result.stderr == "1 excluded left to you\n"


def test_reserved_seats_are_pools_and_consent_is_asked_for(drafted):
    kept = {"reserved": [{"group": "MBA", "quota": 7}], "remarks": ["Instructor Consent Required"]}
    read, _ = drafted(a_course(kept), "hkust", "--term", "SP27")

    assert read.sets[Scope(ScopeKind.SECTION, "SP27 ACCT 1010 L1")] == {
        "consent_of": "the instructor",
        "pools": (Pool(group=Group(name="MBA", programmes=frozenset({"MBA"})), seats=7),),
    }


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["L1", "L2"], None),
        (["L1", "T1", "LA1", "LA2"], {"linked": ("L", "T", "LA")}),
        (["L1", "L2", "T1A", "T2A"], {"one_section": False}),
    ],
)
def test_sections_of_several_kinds_are_linked_where_their_names_tell_them(drafted, names, said):
    whole = json.loads(a_course())
    whole["courses"][0]["sections"] = [SECTION | {"section": name} for name in names]
    read, _ = drafted(json.dumps(whole).encode(), "hkust")

    assert read.sets.get(course("ACCT 1010")) == said


def test_a_course_of_rpi_is_drafted_once_and_its_first_text_holds(drafted):
    texts = [
        {"raw_precoreqs": text, "course_crn": str(n)} for n, text in enumerate(["", "", "Prerequisite: MATH 1010."])
    ]
    first = texts[2] | {"short_name": "CSCI-1200", "raw_precoreqs": "Prerequisite: CSCI 1100. Corequisite: MATH 1010."}
    read, result = drafted(with_texts(first, *texts), "rpi")

    assert read.sets[course("CSCI 1200")]["prerequisite"] == Passed("CSCI 1100")
    assert read.sets[course("CSCI 1200")]["corequisite"] == Passed("MATH 1010")
    assert "line 5, raw_precoreqs: is not what line 3 says of CSCI 1100, which holds" in result.stderr


def with_texts(*rows):
    """The bytes of RPI's file with those rows, and the column of texts."""
    plain = [{name: cell for name, cell in row.items() if name != "raw_precoreqs"} for row in rows]
    lines = a_rpi_file(*plain).decode().splitlines()
    texts = ["raw_precoreqs", *(row["raw_precoreqs"] for row in rows)]
    return "".join(f'{line},"{text}"\n' for line, text in zip(lines, texts, strict=True)).encode()


def test_a_tree_of_uci_is_drafted_as_it_is(drafted):
    trees = {"MATH2B": '{"OR":["MATH 2A","AP CALCULUS AB"]}', "MATH2A": "{"}
    file = {key: {"prerequisiteJSON": tree} for key, tree in trees.items()}
    read, result = drafted(json.dumps(file).encode(), "uci")

    assert read.sets[course("MATH 2B")] == {"prerequisite": AnyOf((Passed("MATH 2A"), Passed("AP CALCULUS AB")))}
    assert result.stderr.startswith("MATH2A: ")
    assert "1 not read\n" in result.stderr


@pytest.mark.parametrize("form", ["hkust", "rpi", "uci"])
@pytest.mark.parametrize("content", [b"", b"[1]", b"\x1f\x8b\x08", b"\xff\xfe"])
def test_a_file_with_other_content_is_told_and_nothing_is_drafted(run, tmp_path, form, content):
    (tmp_path / "file").write_bytes(content)
    result = run("rules draft", tmp_path / "file", "--format", form, "--term", "SP27")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("\n")
    assert "Traceback" not in result.stderr


def test_a_course_of_another_shape_is_reported_and_the_others_are_drafted(drafted):
    whole = json.loads(a_course(**{"pre-requisite": "ACCT 2010"}))
    whole["courses"] += [7, COURSE | {"info": []}]
    read, result = drafted(json.dumps(whole).encode(), "hkust")

    assert course("ACCT 1010") in read.sets
    assert result.stderr.splitlines()[:2] == [
        "course 2: has something else where an object should be",
        "course 3: has something else where an object should be",
    ]
