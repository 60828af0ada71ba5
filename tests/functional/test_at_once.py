"""Many presses of one button at once (B58)."""

from concurrent.futures import ThreadPoolExecutor

from webtest import TestApp

from tests.support.build import a_course


def test_fifty_presses_of_one_button_take_one_seat_and_lead_to_one_page(signed_in, on_offer, system, site):
    course, browser = on_offer(a_course()), signed_in()
    form = browser.get(f"/courses/{course.id}/enroll").forms
    fields = dict(next(each for each in form.values() if each.action.endswith("/enroll")).submit_fields())
    fields["consent"] = "1"
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    def press(_):
        again = TestApp(site, extra_environ=browser.extra_environ)
        return again.post(f"/courses/{course.id}/enroll", fields, headers={"Cookie": cookie}, expect_errors=True)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(press, range(50)))

    assert {answer.status_int for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(system.outside_transaction().enrollments.of(browser.user.id)) == 1
