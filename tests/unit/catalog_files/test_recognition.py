"""What a catalog file is."""

import pytest

from enrollment.adapters.catalog_files.recognition import Recognised, recognised
from tests.support.catalog_file import ROW, a_file
from tests.support.other_catalogs import HKUST, RPI, UCSD, a_hkust_file, a_rpi_file, rows_in


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (a_file(ROW), "sections.csv", Recognised(format="csv")),
        (a_file(ROW), "sections_SP22.csv", Recognised(format="ucsd", term="SP22", term_name="SP22")),
        (a_file(ROW), "sections_SP22.csv.gz", Recognised(format="ucsd", term="SP22", term_name="SP22")),
        (a_hkust_file({}), "x", Recognised(format="hkust", term="2330", term_name="2023-24 Spring")),
        (b"\xef\xbb\xbf {}", "sections_SP22.csv", Recognised(format="hkust")),
        (a_rpi_file({}), "x", Recognised(format="rpi", term="FA24", term_name="Fall 2024")),
        (a_rpi_file({"semester": "SPRING 2021"}), "x", Recognised(format="rpi", term="SP21", term_name="Spring 2021")),
        (a_rpi_file({"semester": "ARCH 2024"}), "x", Recognised(format="rpi")),
        (a_rpi_file(), "x", Recognised(format="rpi")),
        (b"", "", Recognised(format="csv")),
        (b"\xff\xfe\x00", "x", Recognised(format="csv")),
    ],
)
def test_a_file_is_recognised_by_its_beginning_and_its_name(head, name, found):
    assert recognised(head, name) == found


@pytest.mark.parametrize(
    ("file", "form", "sections", "meetings"),
    [(UCSD, "ucsd", 8507, 14167), (HKUST, "hkust", 2893, 3338), (RPI, "rpi", 2224, 2667)],
)
def test_no_section_and_no_meeting_of_a_real_file_is_lost(file, form, sections, meetings):
    courses = [row.course for row in rows_in(file.read_bytes(), form)]

    assert len(courses) == sections
    assert sum(len(course.meetings) for course in courses) == meetings
