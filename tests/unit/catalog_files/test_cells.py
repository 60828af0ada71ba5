"""Each column of a catalog file."""

from datetime import UTC, datetime

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from tests.support.catalog_file import course_of


@pytest.mark.parametrize(
    ("cell", "seats"), [("0", 0), ("1", 1), ("9998", 9998), ("9999", None), ("", None), ("10000", 10000)]
)
def test_seats_are_a_number_and_9999_or_nothing_means_no_limit(cell, seats):
    assert course_of(total_seats=cell).max_participants == seats


@pytest.mark.parametrize("cell", ["-1", "6.0", "½", "٣", "1e3", "1000001", "many"])
def test_seats_that_are_no_such_number_are_a_fault(cell):
    assert course_of(total_seats=cell) == {"total_seats": f"is not a number of seats: {cell!r}"}


def test_without_a_title_a_course_is_called_by_its_code():
    assert course_of(title="").title == course_of().title == "COGS 1"


def test_blanks_are_one_and_text_is_composed():
    assert course_of(course="  COGS \t 1 ", title="Cafe\u0301").code == "COGS 1"
    assert course_of(title="Cafe\u0301").title == "Café"


def test_a_description_keeps_its_lines():
    assert course_of(description="One.\n\nTwo.").description == "One.\n\nTwo."


@pytest.mark.parametrize(("column", "limit"), [("course", 40), ("section", 40), ("title", 200), ("units", 40)])
def test_a_cell_has_a_longest_length(column, limit):
    assert getattr(course_of(**{column: "x" * limit}), {"course": "code"}.get(column, column)) == "x" * limit
    assert course_of(**{column: "x" * (limit + 1)}) == {column: f"has {limit + 1} characters, more than {limit}"}


@pytest.mark.parametrize(
    ("cell", "status"), [("", CourseStatus.PUBLISHED), ("Draft", CourseStatus.DRAFT), ("cancelled", "cancelled")]
)
def test_a_status_is_published_unless_it_is_said(cell, status):
    assert course_of(status=cell).status == status


def test_another_status_is_a_fault():
    assert course_of(status="open") == {"status": "is none of draft, unpublished, published, cancelled: 'open'"}


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("2027-03-01", "2027-03-14"),  # daylight saving begins on the last day, which has 23 hours
        ("2027-03-01T08:00:00Z", "2027-03-15T00:00:00-07:00"),
        ("2027-03-01t00:00:00-08:00", "2027-03-15T07:00:00.000z"),
    ],
)
def test_registration_is_in_whole_days_on_campus_or_in_instants(opens, closes):
    window = RegistrationWindow(opens=datetime(2027, 3, 1, 8, tzinfo=UTC), closes=datetime(2027, 3, 15, 7, tzinfo=UTC))

    assert course_of(registration_opens=opens, registration_closes=closes).registration == window


def test_without_dates_registration_is_open_and_has_no_deadline():
    assert course_of(registration_opens="", registration_closes="").registration == RegistrationWindow()


@pytest.mark.parametrize(
    "cell",
    ["2027-02-29", "2027-3-1", "1.3.2027", "2027-03-01T08:00:00", "2027-03-01T25:00:00Z", "0001-01-01", "9999-12-31"],
)
@pytest.mark.parametrize("column", ["registration_opens", "registration_closes"])
def test_what_is_no_date_and_no_instant_is_a_fault(column, cell):
    problem = f"is neither a date nor an instant with its offset (RFC 3339): {cell!r}"

    assert course_of(**{column: cell}) == {column: problem}


@pytest.mark.parametrize(("closes", "is_sound"), [("2027-03-01T08:00:01Z", True), ("2027-03-01T08:00:00Z", False)])
def test_registration_closes_after_it_opens(closes, is_sound):
    read = course_of(registration_opens="2027-03-01T08:00:00Z", registration_closes=closes)

    assert (read == {"registration_closes": "is not after registration_opens"}) is not is_sound
