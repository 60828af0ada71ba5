"""What a page costs the database, counted: it may grow with nothing."""

from dataclasses import replace

import pytest

from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool
from tests.functional.pages.test_enroll import confirmation
from tests.support.build import NOON, a_course, a_delivery, a_staff_member


@pytest.fixture
def cost(statements):
    """Count what an act asks of the database."""

    def count(act):
        with statements() as asked:
            act()
        return len(asked)

    return count


@pytest.mark.parametrize("courses", [1, 60])
def test_the_catalog_costs_three_statements(signed_in, on_offer, cost, courses):
    for number in range(courses):
        on_offer(a_course(code=f"CSE {number}"))
    browser = signed_in()

    assert cost(lambda: browser.get("/?q=cse&open=1")) <= 3


@pytest.mark.parametrize("pooled", [1, 25])
def test_fifty_courses_cost_four_with_the_seats_that_are_for_the_student(signed_in, on_offer, system, cost, pooled):
    courses = [on_offer(a_course(code=f"CSE {number}")) for number in range(60)]
    pool = Pool(group=Group(name="seniors", standings=frozenset({"senior"})), seats=5)
    with system.transactions.manager:
        divided = [replace(course, pools=(pool,)) for course in courses[:pooled]]
        system.in_transaction().publish_rules.seat_pools.divide(divided, NOON)
    browser = signed_in()
    page = browser.get("/?q=cse&open=1").html

    assert cost(lambda: browser.get("/?q=cse&open=1")) <= 4
    assert len(page.select(".courses article")) == 50
    assert page.get_text().count("30 of 30 seats free, 25 for you") == pooled


@pytest.mark.parametrize("courses", [1, 60])
def test_what_a_student_can_take_costs_four(signed_in, on_offer, cost, courses):
    for number in range(courses):
        on_offer(a_course(code=f"CSE {number}"))
    browser = signed_in()

    assert cost(lambda: browser.get("/?q=cse&mine=1")) <= 4


# Of a full course: whether it is watched, what could be given up for it, who waits, and which other sections there are.
@pytest.mark.parametrize(("about", "most"), [({}, 2), ({"max_participants": 0}, 6)])
def test_a_course_costs_two_and_six_where_other_ways_are_shown(signed_in, on_offer, cost, about, most):
    browser, course = signed_in(), on_offer(a_course(**about))
    on_offer(a_course())

    assert cost(lambda: browser.get(f"/courses/{course.id}")) <= most
    assert cost(lambda: browser.get(f"/courses/{course.id}/enroll")) <= most


def test_enrolling_costs_six_round_trips(signed_in, on_offer, cost):
    form = confirmation(signed_in(), on_offer(a_course()))

    assert cost(lambda: form.submit(status=303)) <= 6


def test_a_refusal_costs_eight_with_the_page_that_tells_it(signed_in, on_offer, enrolled, cost):
    course = on_offer(a_course(max_participants=1))
    form = confirmation(signed_in(), course)
    enrolled(course)

    assert cost(lambda: form.submit(status=409)) <= 8


def test_dropping_costs_six_and_asking_three(signed_in, on_offer, enrolled, cost):
    browser = signed_in()
    path = f"/enrollments/{enrolled(on_offer(a_course()), browser.user).id}/drop"

    assert cost(lambda: browser.get(path)) <= 3
    form = browser.get(path).forms[1]
    assert cost(lambda: form.submit(status=303)) <= 6


@pytest.mark.parametrize("seats", [1, 8])
def test_the_schedule_costs_five_and_eight_with_its_message(signed_in, on_offer, enrolled, cost, seats):
    browser = signed_in()
    for _ in range(seats):
        enrolled(on_offer(a_course()), browser.user)
    address = confirmation(browser, on_offer(a_course())).submit().location

    assert cost(lambda: browser.get(address)) <= 8
    assert cost(lambda: browser.get("/me")) <= 5


@pytest.mark.parametrize("mails", [1, 60])
def test_the_mail_costs_staff_four(signed_in, system, cost, mails):
    for _ in range(mails):
        system.outside_transaction().deliveries.add(a_delivery())
    browser = signed_in(a_staff_member())

    assert cost(lambda: browser.get("/staff/mail")) <= 4
    assert cost(lambda: browser.get("/staff/mail?show=parked")) <= 4


@pytest.mark.parametrize("lines", [1, 20])
def test_the_plan_costs_three_however_long_it_is(signed_in, on_offer, system, cost, lines):
    browser = signed_in()
    with system.transactions.manager:
        plan = system.in_transaction().plan_courses
        plan(browser.user, [on_offer(a_course()).id for _ in range(lines)])

    assert cost(lambda: browser.get("/plan")) <= 3


def test_what_came_of_a_submission_costs_three(signed_in, on_offer, system, cost):
    browser = signed_in()
    with system.transactions.manager:
        system.in_transaction().plan_courses(browser.user, [on_offer(a_course()).id])
    address = next(form for form in browser.get("/plan").forms.values() if form.action == "/plan/submit").submit()

    assert cost(lambda: browser.get(address.location)) <= 3


@pytest.mark.parametrize("lines", [1, 10])
def test_a_submission_costs_two_a_line_and_five(signed_in, on_offer, system, cost, lines):
    browser = signed_in()
    with system.transactions.manager:
        system.in_transaction().plan_courses(browser.user, [on_offer(a_course()).id for _ in range(lines)])
    form = next(form for form in browser.get("/plan").forms.values() if form.action == "/plan/submit")

    assert cost(lambda: form.submit(status=303)) <= 2 * lines + 5
