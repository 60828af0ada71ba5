"""The page that describes the API, as axe-core sees it."""

import pytest


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_has_no_violations_and_needs_no_sideways_scrolling(visit, violations, theme, width):
    page = visit(color_scheme=theme, viewport={"width": width, "height": 800})

    page.goto("/api/v1/docs")

    assert violations(page, f"api-{theme}-{width}") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
