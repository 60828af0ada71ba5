"""The catalog files of other universities, in small and whole."""

import gzip
import json
from io import BytesIO
from pathlib import Path

from enrollment.adapters.catalog_files import opened_catalog
from tests.support.catalog_file import CAMPUS

DATA = Path(__file__).parents[1] / "data"
UCSD = DATA / "ucsd/sections_SP22.csv.gz"
HKUST = DATA / "hkust/catalog.json.gz"
RPI = DATA / "rpi/fall-2024.csv.gz"

SECTION = {
    "section": "L1",
    "class_nbr": 1023,
    "meetings": [{"time": "WeFr 04:30PM - 05:50PM", "room": "Rm 4580, Lift 27-28 (83)"}],
    "quota": 70,
}
COURSE = {"code": "ACCT 1010", "title": "Accounting, Business and Society", "units": 3.0, "info": {}}
PATTERN = {
    "course_name": "COMPUTER SCIENCE I",
    "course_type": "LEC",
    "course_credit_hours": "4",
    "course_days_of_the_week": "MR",
    "course_start_time": "2:00PM",
    "course_end_time": "3:50PM",
    "course_location": "Darrin 308",
    "course_max_enroll": "30",
    "course_start_date": "2024-08-28",
    "course_end_date": "2024-12-20",
    "semester": "FALL 2024",
    "course_crn": "65024",
    "course_section": "01",
    "short_name": "CSCI-1100",
    "full_name": "Computer Science I",
}


def a_hkust_file(*sections, **about):
    """The bytes of a file with one course, which has those sections, each said by how it differs from SECTION."""
    course = COURSE | about | {"sections": [SECTION | section for section in sections]}
    return json.dumps({"term": "2023-24 Spring (2330)", "courses": [course]}).encode()


def a_rpi_file(*patterns):
    """The bytes of a file with those rows, each said by how it differs from PATTERN."""
    rows = [PATTERN, *(PATTERN | pattern for pattern in patterns)]
    rows[0] = dict(zip(PATTERN, PATTERN, strict=True))
    return "".join(",".join(f'"{cell}"' for cell in row.values()) + "\n" for row in rows).encode()


def rows_in(content, form, *, name="", titles=None):
    """The rows read from the bytes, as courses of SP27."""
    return list(opened_catalog(BytesIO(content), name).courses(form, "SP27", CAMPUS, titles or {}).rows())


def problems_in(content, form, **about):
    """Every fault of every row, as it is reported."""
    return [str(fault) for row in rows_in(content, form, **about) for fault in row.faults]


def rewritten(path, change):
    """The bytes of the whole file, unpacked and changed."""
    return change(gzip.decompress(path.read_bytes()))
