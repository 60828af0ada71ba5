"""Files that are no rules, brought to the page all the same."""

import pytest
from webtest import Upload

from tests.functional.pages.rule_forms import form_to, texts
from tests.support.build import a_course, a_staff_member


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member(email="grace@example.edu"))


@pytest.fixture
def course(on_offer):
    """A course in the catalog."""
    return on_offer(a_course(code="COGS 1", section="A01", term="SP26"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file, or paste the rules below."),
        (b" \n\t", "Choose a file, or paste the rules below."),
        (b"#" * 500_001, "This has 501 kB. A page takes 500 kB at most; a command takes more."),
    ],
)
def test_what_cannot_be_read_at_all_is_told_in_words(staff, content, said):
    form = form_to(staff.get("/staff/rules"), "check")
    form["file"] = Upload("rules.yaml", content)

    page = form.submit(status=422)
    assert texts(page, "#rules-fault") == [said]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"\x00",
        b"a: \x07",
        b"- " * 5000,
        b"{" * 5000,
        b"&a [*a]",
        b"%",
        b"\xef\xbb\xbfx",
        "courses: {\u202e1 SGOC: {}}".encode(),
        b"courses: {<script>alert(1)</script>: {}}",
        b"'",
        b"--- a\n--- b",
        b"x" * 499_999,
    ],
)
def test_no_file_whatever_is_in_it_is_more_than_faulty(staff, course, content):
    form = form_to(staff.get("/staff/rules"), "check")
    form["file"] = Upload("rules.yaml", content)

    page = form.submit(status=422)
    assert page.html.select(".rule-faults li")
    assert len(page.html.select("script")) == 1
