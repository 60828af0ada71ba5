"""A catalog file that has been opened: what it is, and the courses in it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from enrollment.adapters.catalog_files.course_list import CsvCourseList
from enrollment.adapters.catalog_files.hkust import HkustCourseList
from enrollment.adapters.catalog_files.lines import Readable
from enrollment.adapters.catalog_files.recognition import HEAD, Recognised, recognised
from enrollment.adapters.catalog_files.rpi import RpiCourseList
from enrollment.adapters.catalog_files.ucsd import UcsdCourseList
from enrollment.adapters.catalog_files.ucsd_titles import Title
from enrollment.adapters.catalog_files.unpacking import Resumed, Source, unpacked
from enrollment.ports.course_list import CourseList


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFile:
    """The bytes of the file, unpacked, and what they were recognised as."""

    stream: Readable
    recognised: Recognised

    def courses(self, form: str, term: str, campus: ZoneInfo, titles: Mapping[str, Title]) -> CourseList:
        """Return the list of courses of that term, read in that one of ``FORMATS``."""
        match form:
            case "ucsd":
                return UcsdCourseList(self.stream, term, campus, titles)
            case "hkust":
                return HkustCourseList(self.stream, term)
            case "rpi":
                return RpiCourseList(self.stream, term)
            case _:
                return CsvCourseList(self.stream, term, campus)


def opened_catalog(file: Source, name: str) -> CatalogFile:
    """Return the file, from its first byte on. Raises Unreadable when not even its beginning can be read."""
    stream = unpacked(file, name)
    head = stream.read(HEAD)
    return CatalogFile(stream=io.BufferedReader(Resumed(head, stream.read)), recognised=recognised(head, name))
