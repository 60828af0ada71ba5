"""Programs at the API, each with a token of its own."""

from datetime import timedelta
from uuid import uuid4

import pytest
from webtest import TestApp

from tests.support.build import a_student


class Program(TestApp):
    """A program; ``user`` is whom its token speaks for, None when it brings none."""

    user = None

    def enroll(self, course, *, key=None, **options):
        """Ask for a seat, under a new key or the one given."""
        headers = {"Idempotency-Key": f'"{key or uuid4()}"'}
        return self.post(f"/api/v1/courses/{course.id}/enrollments", headers=headers, **options)


@pytest.fixture
def anonymous(site):
    """A program without a token."""
    return Program(site, extra_environ={"REMOTE_ADDR": "192.0.2.7"})


@pytest.fixture
def new_program(site, system, on_record):
    """Start a program for a new student, or for the user given."""

    def start(user=None):
        user = on_record(user or a_student())
        token = system.identity.issue(user, system.clock.now(), timedelta(hours=12))
        program = Program(site, extra_environ={"REMOTE_ADDR": "192.0.2.7"})
        program.authorization = ("Bearer", token)
        program.user = user
        return program

    return start


@pytest.fixture
def program(new_program):
    """A student's program."""
    return new_program()
