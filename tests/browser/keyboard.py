"""Going through a page by keyboard."""

import pytest


def tab_to(page, target):
    """Press Tab until the target has the focus; where the focus is must be seen on the way."""
    for _ in range(30):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    pytest.fail("the focus never came there")
