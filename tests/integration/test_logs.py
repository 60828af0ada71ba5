"""The log of a process, as whoever collects it sees it."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, sys, warnings
import structlog
from enrollment.cli.logs import start_logging

start_logging("web-1", is_production={is_production})
logging.getLogger("waitress").info("hello %s", "you")
structlog.get_logger("enrollment").info("request", status=200)
warnings.warn("beware")
logging.getLogger("amqp").info("in passing")
for depth in (1, 2):
    logging.getLogger("waitress.queue").warning("Task queue depth is %s", depth)
def fail(password):
    raise ValueError("broken")
try:
    fail("hidden")
except ValueError:
    logging.exception("failed")
"""


@pytest.fixture
def logged():
    """Run the program above, and return the lines it logs."""

    def run(*, is_production):
        program = PROGRAM.format(is_production=is_production)
        return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr

    return run


def test_in_production_each_event_is_one_json_object(logged):
    events = [json.loads(line) for line in logged(is_production=True).splitlines()]

    assert [event["event"].splitlines()[0].partition(": ")[0] for event in events] == [
        "hello you",
        "request",
        "<string>:9",
        "Task queue depth is 1",
        "failed",
    ]
    assert all(event["process"] == "web-1" and event["timestamp"].endswith("Z") for event in events)
    assert events[1] | {"timestamp": ""} == {
        "event": "request",
        "level": "info",
        "logger": "enrollment",
        "process": "web-1",
        "status": 200,
        "timestamp": "",
    }
    assert "ValueError: broken" in events[4]["exception"]


def test_what_cannot_be_logged_fails_nothing():
    program = PROGRAM.format(is_production=True) + "print('went on')"
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=full, text=True)

    assert done.stdout == "went on\n"


@pytest.mark.parametrize("is_production", [True, False])
def test_what_a_function_was_given_is_not_logged_when_it_fails(logged, is_production):
    assert "hidden" not in logged(is_production=is_production).replace('fail("hidden")', "")
