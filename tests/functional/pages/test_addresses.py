"""Addresses on pages: made once for all requests, and right for each."""

import re

import pytest

from tests.support.build import a_course

# Without its query, in which ``next`` is an address itself.
ADDRESS = re.compile(r'(?:href|src|action)="(/[^"?]*)')


@pytest.fixture
def addresses(browser):
    """Tell the addresses on a page of the site, mounted below a root."""

    def read(path, root):
        return ADDRESS.findall(browser.get(path, extra_environ={"SCRIPT_NAME": root}).text)

    return read


@pytest.mark.parametrize("page", ["/", "/courses/{}", "/login"])
def test_every_address_lies_below_the_root_the_request_came_in_by(on_offer, addresses, page):
    path = page.format(on_offer(a_course()).id)

    plain, mounted = addresses(path, ""), addresses(path, "/autumn term")

    assert mounted == [f"/autumn term{address}" for address in plain]
    assert addresses(path, "") == plain != []


def test_each_course_has_an_address_of_its_own(on_offer, addresses):
    courses = [on_offer(a_course(code=f"CSE {number}")) for number in range(3)]

    assert {f"/courses/{course.id}" for course in courses} <= set(addresses("/", ""))


def test_an_asset_is_found_at_its_address(browser, addresses):
    assets = [address for address in addresses("/", "") if address.startswith("/static/")]

    assert len(assets) == 3
    assert {browser.get(asset).status_int for asset in assets} == {200}
