"""A letter says what was decided, when, of which course, and what to do next: in text and in HTML."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from bs4 import BeautifulSoup

from enrollment.adapters.mail import Letters
from enrollment.adapters.mail.addresses import AddressRefused
from enrollment.domain.catalog import Term
from tests.support.build import a_course, a_student, an_enrollment
from tests.support.letters import CAMPUS, LETTERS, a_notice, a_notice_of_the_drop


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def html_of(letter):
    return BeautifulSoup(letter.get_body(("html",)).get_content(), "html.parser")


def wordings_of(notice):
    letter = LETTERS.compose(notice)
    return [text_of(letter), html_of(letter).get_text(" ")]


def test_a_letter_offers_text_first_and_html_after_it_and_the_calendar_as_an_attachment():
    parts = [part.get_content_type() for part in LETTERS.compose(a_notice()).walk()]
    assert parts == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]


@pytest.mark.parametrize(
    "fact",
    [
        "Ada Byron",
        "COGS 1",
        "A01",
        "Introduction to Cognitive Science",
        "Spring Quarter 2022",
        "Mon 28 Mar 2022, 09:00 PDT",
    ],
)
def test_both_bodies_tell_the_course_and_the_instant_of_the_decision_on_campus(fact):
    assert all(fact in wording for wording in wordings_of(a_notice()))


@pytest.mark.parametrize("fact", ["Lecture", "Tue, Thu 12:30–13:50", "Mon 6 Jun 2022 11:30–14:29", "JEANN AUD"])
def test_both_bodies_tell_the_meetings_in_words(fact):
    assert all(fact in wording for wording in wordings_of(a_notice()))


def test_a_meeting_without_time_or_room_is_yet_to_be_announced():
    assert all("time to be announced" in wording for wording in wordings_of(a_notice()))
    assert all("room to be announced" in wording for wording in wordings_of(a_notice()))


def test_a_course_without_meetings_says_so():
    wordings = wordings_of(a_notice(course=a_course()))
    assert all("yet to be announced" in wording for wording in wordings)


def test_units_nobody_stated_are_left_out():
    assert not any("Units" in wording for wording in wordings_of(a_notice(course=a_course(units=""))))


def test_the_links_lead_to_the_schedule_and_the_course():
    notice = a_notice()
    letter = LETTERS.compose(notice)
    links = {"https://enroll.example.edu/me", f"https://enroll.example.edu/courses/{notice.course.id}"}
    assert {link["href"] for link in html_of(letter)("a")} == links
    assert all(link in text_of(letter) for link in links)


def test_a_letter_about_a_drop_tells_when_it_was_dropped_and_how_to_come_back():
    notice = a_notice_of_the_drop(a_notice())
    letter = LETTERS.compose(notice)
    assert letter["Subject"] == "Dropped: COGS 1 A01, Introduction to Cognitive Science"
    for wording in wordings_of(notice):
        assert "Tue 5 Apr 2022, 09:00 PDT" in wording
        assert "you can enroll again" in wording


def test_an_instant_is_shown_on_the_campus_clock_of_that_day():
    winter = an_enrollment(enrollment_date=datetime(2022, 12, 1, tzinfo=UTC))
    assert all("Wed 30 Nov 2022, 16:00 PST" in wording for wording in wordings_of(a_notice(enrollment=winter)))


def test_the_same_notice_has_the_same_identity_and_date():
    notice = a_notice()
    letters = [LETTERS.compose(notice) for _ in range(2)]
    assert {letter["Message-ID"] for letter in letters} == {f"<{notice.id}@example.edu>"}
    assert {parsedate_to_datetime(letter["Date"]) for letter in letters} == {notice.enrollment.enrollment_date}


def test_a_letter_has_these_headers_and_no_others():
    letter = LETTERS.compose(a_notice(recipient=a_student(email="ada@example.edu")))
    assert letter["From"] == "The Registrar <registrar@example.edu>"
    assert letter["To"] == "Ada Byron <ada@example.edu>"
    assert letter["Auto-Submitted"] == "auto-generated"
    names = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
    assert sorted(letter.keys()) == sorted(names)


def test_a_nameless_student_is_greeted_too():
    letter = LETTERS.compose(a_notice(recipient=a_student(name=" \n")))
    assert text_of(letter).startswith("Hello,\n")


def test_a_term_known_only_by_its_code_is_called_by_it():
    assert all("SP22" in wording for wording in wordings_of(a_notice(term=Term(code="SP22", name="SP22"))))


def test_html_is_styled_where_it_stands_and_fetches_nothing():
    html = html_of(LETTERS.compose(a_notice()))
    assert html.h1["style"]
    assert "prefers-color-scheme: dark" in html.style.string
    assert not html.find_all(["link", "script", "img", "iframe"])


@pytest.mark.parametrize(
    "sender", ["", "registrar", "Registrar <a@b.example>, x@y.example", "a@b.example\r\nBcc: x@y.example"]
)
def test_letters_are_not_sent_from_what_is_no_address(sender):
    with pytest.raises(AddressRefused):
        Letters(CAMPUS, "https://enroll.example.edu", sender)
