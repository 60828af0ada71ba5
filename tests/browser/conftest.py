"""Chromium at the site, as students have it: each page a browser of its own."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.browser.world import World, served
from tests.support.services import CHROMIUM, require

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 20_000  # milliseconds; another process tests beside this one
# Name a folder here to have every page that is checked for accessibility kept as a picture.
PICTURES = os.environ.get("TEST_SCREENSHOTS")


def pytest_collection_modifyitems(items):
    """Everything here drives Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the whole run."""
    require("Chromium", CHROMIUM.exists())
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """An installation, served for the whole run; each test brings its own people and courses."""
    with served(World(tmp_path_factory.mktemp("world"))) as world:
        yield world


@pytest.fixture
def visit(chromium, world):
    """Open a browser, signed in as the student given, and return its page; an error of its script fails the test."""
    contexts, wrong = [], []

    def open_browser(student=None, **options):
        context = chromium.new_context(base_url=world.address, **{"reduced_motion": "reduce"} | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if student:
            context.add_cookies([world.cookie_of(student)])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: _is_wrong(message) and wrong.append(message.text))
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert wrong == []


def _is_wrong(message):
    """What the browser says of a status it was answered with, or of a network that was cut, is no error of ours."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


@pytest.fixture(scope="session")
def violations():
    """Tell what axe-core finds wrong with a page, in one line each."""
    axe = Axe()

    def check(page, name):
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        found = axe.run(page).response["violations"]
        return [f"{rule['id']}: {[node['html'][:150] for node in rule['nodes']]}" for rule in found]

    return check
