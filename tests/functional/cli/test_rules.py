"""enrollment rules."""

import re
from importlib.resources import files

import pytest
import yaml

from enrollment import settings, wiring
from enrollment.cli.demo_rules import publish_demo_rules
from enrollment.domain.rule_book import INSTITUTION
from enrollment.ports.catalog import CatalogQuery
from tests.support.build import a_student, an_account, an_origin
from tests.support.catalog_file import ROW, a_file

DEMO = files("enrollment").joinpath("demo")
RULES = """
institution: {refuse_conflicts: true}
courses:
  COGS 1: {consent_of: instructor}
sections:
  SP27:
    COGS 1 A01: {pools: [{group: {name: Seniors, standings: [senior]}, seats: 10}]}
"""


@pytest.fixture
def system(database_url, tmp_path):
    """The installation."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path))
    yield system
    system.engine.dispose()


@pytest.fixture
def course(done, ini, tmp_path):
    """A course in the catalog."""
    path = tmp_path / "catalog.csv"
    path.write_bytes(a_file(ROW))
    done("catalog import", ini, path, "--term", "SP27")


@pytest.fixture
def a_yaml(tmp_path):
    """Write a file of rules, and return where it is."""

    def write(text):
        path = tmp_path / "rules.yaml"
        path.write_text(text)
        return path

    return write


pytestmark = pytest.mark.usefixtures("course")


def test_a_check_says_what_would_change_and_changes_nothing(done, ini, a_yaml, system):
    assert done("rules check", ini, a_yaml(RULES)).splitlines() == [
        "the institution: adds refuse_conflicts",
        "COGS 1: adds consent_of",
        "SP27 COGS 1 A01: adds pools",
        "3 would change, 0 unchanged (edition 0)",
    ]
    assert system.outside_transaction().rule_sets.book().edition == 0


def test_what_is_published_holds_and_the_same_again_changes_nothing(done, ini, a_yaml, system):
    assert done("rules publish", ini, a_yaml(RULES)).endswith("3 changed, 0 unchanged (edition 1)\n")
    assert done("rules publish", ini, a_yaml(RULES)) == "0 changed, 3 unchanged (edition 1)\n"

    book = system.outside_transaction().rule_sets.book()
    assert (book.edition, book.said(INSTITUTION)) == (1, {"refuse_conflicts": True})


def test_a_scope_is_replaced_whole_and_what_is_not_named_stays(done, ini, a_yaml, system):
    done("rules publish", ini, a_yaml(RULES))

    told = done("rules publish", ini, a_yaml("{courses: {COGS 1: {repeat: {most_attempts: 2}}}}"))

    assert told == "COGS 1: adds repeat; takes back consent_of\n1 changed, 0 unchanged (edition 2)\n"
    assert system.outside_transaction().rule_sets.book().said(INSTITUTION) == {"refuse_conflicts": True}


@pytest.mark.parametrize("command", ["check", "publish"])
def test_every_fault_is_told_by_line_and_column_and_nothing_is_published(run, ini, a_yaml, system, command):
    path = a_yaml("courses:\n  COGS 11: {consent: x}\n  COGS 1: {prerequisite: COGS 2 and}\n")

    result = run(f"rules {command}", ini, path)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[:-1] == [
        f'{path}:2:3: the catalog has no course "COGS 11"; did you mean "COGS 1"?',
        f'{path}:2:13: there is no member "consent"; did you mean "consent_of"?',
        f'{path}:3:36: expected an item such as MATH 20A, or "(", found the end',
    ]
    assert result.stderr.splitlines()[-1].startswith("Error: there are 3 faults")
    assert system.outside_transaction().rule_sets.book().edition == 0


def test_what_is_shown_may_be_published_again_and_changes_nothing(done, ini, a_yaml):
    done("rules publish", ini, a_yaml(RULES))

    shown = done("rules show", ini)

    assert shown.startswith("# edition 1\n")
    assert done("rules publish", ini, a_yaml(shown)) == "0 changed, 3 unchanged (edition 1)\n"


def test_the_rules_of_one_course_are_shown_as_they_were(done, run, ini, a_yaml):
    done("rules publish", ini, a_yaml(RULES))
    done("rules publish", ini, a_yaml("{courses: {COGS 1: {}}}"))

    assert yaml.safe_load(done("rules show", ini, "--course", "COGS 1"))["courses"] == {"COGS 1": {}}
    before = yaml.safe_load(done("rules show", ini, "--course", "COGS 1", "--edition", 1))
    assert before["courses"] == {"COGS 1": {"consent_of": "instructor"}}
    assert (list(before), list(before["sections"]["SP27"])) == (["courses", "sections"], ["COGS 1 A01"])
    assert run("rules show", ini, "--edition", 3).exit_code == 1


def test_history_tells_who_published_what(done, ini, a_yaml):
    done("rules publish", ini, a_yaml(RULES), env={"USER": "ada"})
    done("rules publish", ini, a_yaml("{courses: {COGS 1: }}"), "--by", "Grace Murray")

    lines = [line.split("\t") for line in done("rules history", ini).splitlines()]

    assert [[number, *rest] for number, _, *rest in lines] == [
        ["2", "Grace Murray", "COGS 1"],
        ["1", "ada", "the institution, COGS 1, SP27 COGS 1 A01"],
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d{4}", line[1]) for line in lines)


def test_a_dry_run_over_an_empty_roster_tells_of_nobody(run, ini, a_yaml, system):
    result = run("rules simulate", ini, a_yaml(RULES))

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 would pass, 0 would fail, 0 sits there, and would fail\n"
    assert system.outside_transaction().rule_sets.book().edition == 0


def test_a_dry_run_tells_who_sits_there_and_would_be_refused_and_drops_nobody(run, done, ini, a_yaml, system):
    application = system.outside_transaction()
    (listed,) = application.catalog.search(CatalogQuery(), None).items
    with system.transactions:
        (ada,) = system.in_transaction().accounts.add_missing([an_account(user=a_student(email="ada@x.edu"))])
        system.in_transaction().enroll_student(ada.id, listed.course.id, key=None, origin=an_origin())
    rules = a_yaml("{courses: {COGS 1: {restricted_to: [{name: Seniors, standings: [senior]}]}}}")

    result = run("rules simulate", ini, rules)

    told = "SP27 COGS 1 A01\tada@x.edu\tsits there, and would fail\tgroup-restricted\n"
    assert (result.exit_code, result.stdout) == (0, told)
    done("rules publish", ini, rules)
    assert [held.enrollment.is_live for held in application.enrollments.of(ada.id)] == [True]


def test_the_demo_rules_fit_the_demo_catalog(done, ini, system):
    done("catalog import", ini, DEMO / "catalog.csv", "--term", "SP22")

    with system.transactions:
        assert publish_demo_rules(system.in_transaction(), system.settings.campus_timezone) == 1

    book = system.outside_transaction().rule_sets.book()
    assert "consent_of" in done("rules show", ini, "--course", "COGS 190D")
    assert not book.said(INSTITUTION).get("refuse_conflicts")
