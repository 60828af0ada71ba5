"""The catalog as a CSV file."""

from enrollment.adapters.catalog_csv.course_list import CsvCourseList

__all__ = ["CsvCourseList"]
