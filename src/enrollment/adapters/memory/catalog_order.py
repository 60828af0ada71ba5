"""Where a course stands in the catalog, and the text a search looks in."""

import re

from enrollment.domain.catalog import Course

_DIGITS = 6


def place(course: Course) -> str:
    """Return a text that sorts as the catalog does: subject, number as a number, section; the id decides a tie."""
    subject, _, number = course.code.partition(" ")
    named = "\t".join((subject, number, course.section, course.term)).upper()
    return re.sub(r"\d+", lambda digits: digits[0].zfill(_DIGITS), named) + f"\t{course.id}"


def search_text(course: Course) -> str:
    """Return what the words of a query are looked for in; the code also in one word, as people type it."""
    return f"{course.code} {course.code.replace(' ', '')} {course.section} {course.title}".casefold()
