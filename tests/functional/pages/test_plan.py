"""The plan: kept in order, judged line by line, and submitted at once."""

from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest

from enrollment.application.submit_courses import MOST_COURSES
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from enrollment.web.pages.submission import FIELD
from tests.support.build import NOON, a_course

AT_NINE = (Meeting(kind="LE", days=(Day.MONDAY,), starts=time(9), ends=time(9, 50)),)


@pytest.fixture
def planned(system):
    """Put courses into a student's plan."""

    def put(student, *courses):
        with system.transactions.manager:
            system.in_transaction().plan_courses(student, [course.id for course in courses])

    return put


@pytest.fixture
def ids_planned(system):
    """Tell what a student plans, in order."""
    return lambda student: [line.course_id for line in system.outside_transaction().plans.lines(student.id)]


@pytest.fixture
def held(system):
    """Tell in which courses a student holds a seat."""
    return lambda student: {
        item.course.id for item in system.outside_transaction().enrollments.of(student.id, live_only=True)
    }


@pytest.fixture
def publish(system):
    """Publish rules."""

    def put(sets):
        rule_sets = system.outside_transaction().rule_sets
        rule_sets.publish(sets, after=rule_sets.book().edition, by="the registrar", at=NOON)

    return put


def form(page, action):
    """The page's form that leads there."""
    return next(one for one in page.forms.values() if one.action.endswith(action))


def submission(browser, mode="best-effort"):
    found = form(browser.get("/plan"), "/plan/submit")
    found["mode"] = mode
    return found


def outcomes(page):
    return [row["data-outcome"] for row in page.html.select("[data-outcome]")]


def test_a_course_is_put_into_the_plan_from_its_page(signed_in, on_offer, ids_planned):
    browser, course = signed_in(), on_offer(a_course(section="A01"))

    page = form(browser.get(f"/courses/{course.id}"), "/plan").submit(status=303).follow()

    assert page.html.select_one("[role=status]").get_text(strip=True) == "COGS 1 A01 is in your plan"
    assert ids_planned(browser.user) == [course.id]


def test_what_is_removed_can_be_put_back_where_it_was(signed_in, on_offer, planned, ids_planned):
    browser, courses = signed_in(), [on_offer(a_course()) for _ in range(3)]
    planned(browser.user, *courses)

    page = form(browser.get("/plan"), f"{courses[1].id}/plan/remove").submit().follow()
    assert ids_planned(browser.user) == [courses[0].id, courses[2].id]

    form(page, f"{courses[1].id}/plan").submit()
    assert ids_planned(browser.user) == [course.id for course in courses]


def test_lines_are_moved_up_and_down(signed_in, on_offer, planned, ids_planned):
    browser, (first, second) = signed_in(), [on_offer(a_course()) for _ in range(2)]
    planned(browser.user, first, second)

    form(browser.get("/plan"), f"{first.id}/plan/move").submit("to", value="down", status=303)
    assert ids_planned(browser.user) == [second.id, first.id]

    buttons = browser.get("/plan").html.select("[name=to]")
    assert [button.has_attr("disabled") for button in buttons] == [True, False, False, True]


def test_each_line_has_its_verdict_for_the_instant_its_registration_opens(signed_in, on_offer, planned):
    browser = signed_in()
    later = RegistrationWindow(opens=NOON + timedelta(days=1))
    full, waiting = on_offer(a_course(max_participants=0)), on_offer(a_course(registration=later))
    planned(browser.user, full, waiting)

    page = browser.get("/plan").html

    lines = page.select("ol.courses > li")
    assert [reason["data-reason"] for reason in lines[0].select("[data-reason]")] == ["course-full"]
    assert lines[1].select("[data-reason]") == []
    judged = lines[1].select_one(".judged").get_text(" ", strip=True)
    assert judged == "Judged for when your registration opens: Tue 3 Mar 2026, 04:00 PST"
    assert page.select_one("[name=courses]")["value"] == str(full.id)


def test_before_registration_opens_the_plan_says_when_and_asks_for_nothing(signed_in, on_offer, planned):
    browser = signed_in()
    planned(browser.user, on_offer(a_course(registration=RegistrationWindow(opens=NOON + timedelta(days=1)))))

    page = browser.get("/plan")

    assert "Your registration opens on Tue 3 Mar 2026, 04:00 PST." in page.html.select_one(".submit").get_text()
    assert page.html.select("form[action$='/plan/submit']") == []


def test_conflicts_between_the_lines_are_told_and_marked_in_the_week(signed_in, on_offer, planned, publish):
    institution = {"refuse_conflicts": True, "one_section": False}
    publish({INSTITUTION: institution, Scope(ScopeKind.TERM, "SP26"): {"most_units": 7}})
    browser = signed_in()
    courses = [on_offer(a_course(section=f"A0{number}", meetings=AT_NINE, units="4")) for number in (1, 2)]
    planned(browser.user, *courses)

    page = browser.get("/plan").html

    assert [reason["data-reason"] for reason in page.select("[data-reason]")] == ["time-conflict", "unit-limit"]
    marked = [item.get_text(" ", strip=True) for item in page.select(".days [data-clash] .trouble")]
    assert marked == ["At the same time as COGS 1 A02", "At the same time as COGS 1 A01"]
    assert len(page.select(".drawn-week .clash")) == 2
    assert "8 units" in page.select_one(".units-total").get_text()


@pytest.mark.parametrize("mode", ["best-effort", "all-or-nothing"])
def test_two_sections_of_a_course_in_a_plan_refuse_each_other(signed_in, on_offer, planned, held, mode):
    browser, (first, second) = signed_in(), [on_offer(a_course(section=section)) for section in ("A01", "A02")]
    planned(browser.user, second, first)

    (told,) = browser.get("/plan").html.select("[data-reason]")
    page = submission(browser, mode).submit().follow()

    assert told["data-reason"] == "other-section-held"
    assert "you ask for COGS 1 A02 as well. Ask for one of them only." in told.get_text(" ", strip=True)
    assert told.select(".ways") == []
    assert outcomes(page) == (["enrolled", "refused"] if mode == "best-effort" else ["refused", "refused"])
    assert held(browser.user) == ({second.id} if mode == "best-effort" else set())


@pytest.mark.parametrize(
    ("mode", "expected"), [("best-effort", ["enrolled", "refused"]), ("all-or-nothing", ["refused", "held_back"])]
)
def test_a_plan_is_submitted_as_asked_and_each_line_answered(
    signed_in, on_offer, planned, ids_planned, held, mode, expected
):
    browser, free, full = signed_in(), on_offer(a_course()), on_offer(a_course(max_participants=0))
    planned(browser.user, free, full)

    page = submission(browser, mode).submit(status=303).follow(status=200)

    assert outcomes(page) == expected
    assert page.html.select_one("[data-outcome=refused] [data-reason=course-full]")
    granted = {free.id} if mode == "best-effort" else set()
    assert (held(browser.user), set(ids_planned(browser.user))) == (granted, {free.id, full.id} - granted)


def test_a_plan_that_fits_is_granted_whole(signed_in, on_offer, planned, ids_planned):
    browser = signed_in()
    planned(browser.user, *[on_offer(a_course()) for _ in range(3)])

    page = submission(browser, "all-or-nothing").submit().follow()

    assert page.html.h1.get_text() == "Enrolled Successfully!"
    assert outcomes(page) == ["enrolled"] * 3
    assert "Your plan is empty" in browser.get("/plan")


def test_the_same_form_twice_is_one_submission_and_one_answer(signed_in, on_offer, planned, system):
    browser = signed_in()
    planned(browser.user, on_offer(a_course()), on_offer(a_course(max_participants=0)))
    twice = submission(browser)

    first, second = twice.submit(status=303), twice.submit(status=303)

    assert second.location == first.location
    assert len(system.outside_transaction().activity_log.of(browser.user.id)) == 2


def test_a_form_changed_under_its_key_is_refused(signed_in, on_offer, planned):
    browser, other = signed_in(), on_offer(a_course())
    planned(browser.user, on_offer(a_course()))
    changed = submission(browser)
    changed.submit(status=303)
    changed["courses"].force_value(str(other.id))

    assert "used before" in changed.submit(status=422)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("courses", ""),
        ("courses", "nonsense"),
        ("courses", f"{UUID(int=1)},"),
        ("courses", "{0},{0}".format(UUID(int=1))),
        ("courses", ",".join(str(UUID(int=n)) for n in range(MOST_COURSES + 1))),
        ("mode", "some"),
        ("mode", ""),
        (FIELD, ""),
    ],
)
def test_a_form_that_will_not_do_is_answered_in_words(signed_in, on_offer, planned, field, value):
    browser = signed_in()
    planned(browser.user, on_offer(a_course()))
    broken = submission(browser)
    broken[field].force_value(value)

    assert "This form was not complete." in broken.submit(status=422)


def test_a_form_without_a_token_changes_nothing(signed_in, on_offer, planned, held):
    browser, course = signed_in(), on_offer(a_course())
    planned(browser.user, course)
    for path in ("/plan/submit", *(f"/courses/{course.id}/{act}" for act in ("plan", "plan/remove", "together"))):
        browser.post(path, {"courses": str(course.id)}, status=403)
    assert held(browser.user) == set()


def test_a_full_plan_says_so(signed_in, on_offer, planned, ids_planned):
    browser = signed_in()
    planned(browser.user, *[on_offer(a_course()) for _ in range(MOST_COURSES)])
    one_more = form(browser.get(f"/courses/{on_offer(a_course()).id}"), "/plan")

    page = one_more.submit().follow()

    assert page.html.select_one("[role=alert] .title").get_text() == "Your plan is full"
    assert len(ids_planned(browser.user)) == MOST_COURSES


def test_a_course_that_is_none_cannot_be_planned(signed_in, on_offer):
    browser = signed_in()
    adding = form(browser.get(f"/courses/{on_offer(a_course()).id}"), "/plan")
    for course_id in (uuid4(), on_offer(a_course(status=CourseStatus.DRAFT)).id):
        adding.action = f"/courses/{course_id}/plan"
        adding.submit(status=404)


def test_the_result_of_somebody_else_tells_nothing(signed_in, on_offer, planned):
    browser = signed_in()
    planned(browser.user, on_offer(a_course()))
    address = submission(browser).submit().location

    page = signed_in().get(address)

    assert page.html.h1.get_text() == "There is nothing to show"


@pytest.mark.parametrize("query", ["", "?receipts=x&held_back=,,", "?added=x&removed=&was=9999"])
def test_an_address_that_tells_nothing_is_answered(signed_in, query):
    browser = signed_in()
    browser.get(f"/plan/result{query}", status=200)
    browser.get(f"/plan{query}", status=200)


def test_whoever_is_not_signed_in_is_sent_to_sign_in(browser):
    for path in ("/plan", "/plan/result"):
        assert browser.get(path, status=303).location.startswith("/login?next=")


LINKED = {Scope(ScopeKind.COURSE, "COGS 1"): {"linked": ("LE", "LA")}}


@pytest.mark.parametrize("act", ["enroll", "plan"])
def test_a_lecture_and_its_lab_are_taken_or_planned_together(signed_in, on_offer, publish, held, ids_planned, act):
    publish(LINKED)
    browser, lecture, _, lab = signed_in(), *[on_offer(a_course(section=name)) for name in ("LE1", "LA1", "LA2")]
    together = form(browser.get(f"/courses/{lecture.id}"), "/together")
    together["with-LA"] = str(lab.id)

    page = together.submit("act", value=act, status=303).follow()

    both = {lecture.id, lab.id}
    assert (held(browser.user), set(ids_planned(browser.user))) == ((both, set()) if act == "enroll" else (set(), both))
    assert page.html.select_one("[role=status]")


def test_without_a_choice_a_linked_section_is_refused_with_its_reason(signed_in, on_offer, publish, held):
    publish(LINKED)
    browser, lecture, _ = signed_in(), *[on_offer(a_course(section=name)) for name in ("LE1", "LA1")]
    together = form(browser.get(f"/courses/{lecture.id}"), "/together")
    together["with-LA"].force_value("")

    page = together.submit("act", value="enroll").follow()

    assert page.html.select_one("[data-outcome=refused] [data-reason=corequisite-missing]")
    assert held(browser.user) == set()


def test_sections_that_do_not_fit_can_be_planned_and_say_why(signed_in, on_offer, publish):
    publish(LINKED | {INSTITUTION: {"refuse_conflicts": True}})
    lecture, _ = (on_offer(a_course(section=name, meetings=AT_NINE)) for name in ("LE1", "LA1"))

    page = signed_in().get(f"/courses/{lecture.id}").html

    assert "at the same time as COGS 1 LE1" in page.select_one(".choice .trouble").get_text()
    assert [button["value"] for button in page.select("[name=act]")] == ["watch", "plan"]


def test_where_there_is_no_section_of_the_other_kind_the_page_says_so(signed_in, on_offer, publish):
    publish(LINKED)
    page = signed_in().get(f"/courses/{on_offer(a_course(section='LE1')).id}").html
    assert page.select_one("#together fieldset p").get_text() == "There is none to choose."
