"""Catalogs as files: our own CSV, and those of three universities."""

from enrollment.adapters.catalog_files.course_list import CsvCourseList
from enrollment.adapters.catalog_files.hkust_rules import hkust_rules
from enrollment.adapters.catalog_files.lines import Unreadable
from enrollment.adapters.catalog_files.opened import CatalogFile, opened_catalog
from enrollment.adapters.catalog_files.recognition import FORMATS
from enrollment.adapters.catalog_files.rpi_rules import rpi_rules
from enrollment.adapters.catalog_files.stated import Stated
from enrollment.adapters.catalog_files.ucsd_titles import Title, titles
from enrollment.adapters.catalog_files.unpacking import unpacked

__all__ = [
    "FORMATS",
    "CatalogFile",
    "CsvCourseList",
    "Stated",
    "Title",
    "Unreadable",
    "hkust_rules",
    "opened_catalog",
    "rpi_rules",
    "titles",
    "unpacked",
]
