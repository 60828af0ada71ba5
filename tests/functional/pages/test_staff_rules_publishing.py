"""How staff publish academic rules: checked, looked at, confirmed."""

import pytest
from webtest import Upload

from tests.functional.pages.rule_forms import RULES, SENIORS, checked, form_to, published, texts
from tests.support.build import a_course, a_staff_member
from tests.support.one_student import at_once


@pytest.fixture
def application(system):
    """What is on record."""
    return system.outside_transaction()


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member(email="grace@example.edu"))


@pytest.fixture
def course(on_offer):
    """A course in the catalog."""
    return on_offer(a_course(code="COGS 1", section="A01", term="SP26"))


def test_a_sound_file_shows_what_would_change_and_nothing_is_saved(staff, course, application):
    page = checked(staff, RULES)

    assert texts(page, ".rule-changes li") == ["COGS 1 adds consent_of"]
    assert texts(page, "h1") == ["What would change"]
    assert "Nobody sits in a course that would change" in page
    assert (application.rule_sets.book().edition, application.activity_log.of(staff.user.id)) == (0, [])


def test_published_it_holds_is_in_the_history_and_in_the_activity_log(staff, course, application):
    page = published(staff, RULES)

    assert texts(page, ".notice .title") == ["Edition 1 is published"]
    assert "grace@example.edu" in texts(page, ".row .quiet")[0]
    assert application.rule_sets.book().rules_for(course).consent_of == "instructor"
    (entry,) = application.activity_log.of(staff.user.id)
    assert (entry.action, entry.details) == (
        "rules_publication",
        {"edition": 1, "by": "grace@example.edu", "changed": 1},
    )
    assert (entry.origin.address, entry.origin.door) == ("192.0.2.7", "page")


def test_a_file_is_uploaded_and_counts_more_than_what_is_pasted(staff, course):
    form = form_to(staff.get("/staff/rules"), "check")
    form["file"], form["text"] = Upload("rules.yaml", RULES.replace("\n", "\r\n").encode()), "nonsense"

    page = form.submit()
    publish = form_to(page, "publish")
    publish["confirmed"] = "1"
    assert texts(publish.submit(status=303).follow(), ".notice .title") == ["Edition 1 is published"]


def test_every_fault_is_shown_by_line_and_column_with_the_line(staff, course, application):
    text = "courses:\n  COGS 11: {consent: x}\n  COGS 1: {prerequisite: COGS 1 and}\n"
    page = checked(staff, text, status=422)

    assert texts(page, "h1") == ["There are 3 faults"]
    assert texts(page, ".message") == [
        'Line 2, column 3: the catalog has no course "COGS 11"; did you mean "COGS 1"?',
        'Line 2, column 13: there is no member "consent"; did you mean "consent_of"?',
        'Line 3, column 36: expected an item such as MATH 20A, or "(", found the end',
    ]
    assert page.html.select_one(".rule-faults pre").get_text() == "  COGS 11: {consent: x}"
    assert texts(page, ".rule-faults mark") == ["C", "c", "}"]
    assert page.html.textarea.get_text().replace("\r\n", "\n").lstrip("\n") == text
    assert application.rule_sets.book().edition == 0


def test_mended_in_the_form_it_goes_on(staff, course):
    page = checked(staff, RULES.replace("consent_of", "consentof"), status=422)
    form = form_to(page, "check")
    form["text"] = form["text"].value.replace("consentof", "consent_of")

    assert texts(form.submit(), "h1") == ["What would change"]


def test_without_a_tick_it_asks_again(staff, course, application):
    page = form_to(checked(staff, RULES), "publish").submit(status=422)

    assert texts(page, "#confirmed-fault") == ["Tick this to publish."]
    assert application.rule_sets.book().edition == 0


def test_published_twice_it_is_published_once(staff, course, application):
    form = form_to(checked(staff, RULES), "publish")
    form["confirmed"] = "1"
    for _ in range(2):
        assert form.submit(status=303).location.endswith("?published=1")

    assert len(application.rule_sets.history()) == len(application.activity_log.of(staff.user.id)) == 1


def test_if_somebody_else_has_published_meanwhile_it_is_told_and_nothing_is_saved(staff, course, application):
    form = form_to(checked(staff, RULES), "publish")
    form["confirmed"] = "1"
    published(staff, SENIORS)

    page = form.submit(status=409)

    assert texts(page, ".notice .title") == ["Not published"]
    assert texts(page, ".rule-changes li") == ["COGS 1 adds consent_of; takes back restricted_to"]
    assert (application.rule_sets.book().edition, len(application.activity_log.of(staff.user.id))) == (1, 1)
    again = form_to(page, "publish")
    again["confirmed"] = "1"
    assert again.submit(status=303).location.endswith("?published=2")


@pytest.mark.parametrize("after", ["", "x", "-1", "99999999999", "1 OR 1=1"])
def test_an_edition_that_never_was_publishes_nothing(staff, course, application, after):
    form = form_to(checked(staff, RULES), "publish")
    form["confirmed"], form["after"] = "1", after

    form.submit(status=409)
    assert application.rule_sets.book().edition == 0


def test_a_file_that_has_become_faulty_is_not_published(staff, course, application):
    form = form_to(checked(staff, RULES), "publish")
    form["confirmed"], form["text"] = "1", "courses: {COGS 2: {}}"

    assert texts(form.submit(status=422), "h1") == ["There is one fault"]
    assert application.rule_sets.book().edition == 0


def test_without_our_token_nothing_is_published(staff, course, application):
    form = form_to(checked(staff, RULES), "publish")
    form["confirmed"], form["csrf_token"] = "1", "0" * 64

    form.submit(status=403)
    assert application.rule_sets.book().edition == 0


def test_of_two_who_publish_at_the_same_moment_one_is_told_and_changes_nothing(signed_in, course, application):
    forms = []
    for text in (RULES, SENIORS):
        form = form_to(checked(signed_in(a_staff_member()), text), "publish")
        form["confirmed"] = "1"
        forms.append(form)

    pages = at_once([lambda form=form: form.submit(expect_errors=True) for form in forms])

    assert sorted(page.status_int for page in pages) == [303, 409]
    assert application.rule_sets.book().edition == len(application.rule_sets.history()) == 1
