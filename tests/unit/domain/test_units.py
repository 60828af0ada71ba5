"""How many units a catalog's text comes to at the least."""

import pytest

from enrollment.domain.units import least_units


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("4", 4),
        ("2.5", 2.5),
        (".5", 0.5),
        ("1–4", 1),
        ("1-12", 1),
        ("4—6", 4),
        ("1 to 4", 1),
        ("2, 4", 2),
        ("4 or 2", 2),
        ("2, 4, 6, 8, 10, or 12", 2),
        ("4-4-4", 4),
        ("0–4/0–4/0–4", 0),
        ("12", 12),
        ("", 0),
        ("to be announced", 0),
    ],
)
def test_the_least_of_the_units_a_course_may_have_counts(text, least):
    assert least_units(text) == least
