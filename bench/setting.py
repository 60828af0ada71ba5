"""Where something is measured: databases with courses and students in them, and installations over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import click

from bench.databases import Databases, settle
from bench.filling import put_courses, put_earlier_enrollments
from bench.installation import Installation, install
from bench.plan import Plan
from bench.requests import Student, students


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A database, its courses, how many enrollments it had before, and an installation over it."""

    name: str
    url: str
    courses: Sequence[UUID]
    earlier: int
    installation: Installation
    students: Sequence[Student]


class Setting:
    """What every measurement starts from: a plan, and students with tokens whom every database knows."""

    def __init__(self, plan: Plan, folder: Path, databases: Databases) -> None:
        self.plan = plan
        self._folder, self._databases = folder, databases
        self._students_only = databases.create("students")
        installation = self.install("students", self._students_only)
        installation.run("db upgrade")
        self.students = students(installation, plan.students)

    def install(self, name: str, url: str, *, embedded: bool = False) -> Installation:
        """Return a new installation over a database."""
        return install(self._folder, name, url, embedded=embedded)

    def place(self, name: str, courses: int, *, earlier: int = 0, embedded: bool = False) -> Place:
        """Return a new database with so many courses and earlier enrollments."""
        click.echo(f"{name}: {courses} courses, {earlier} enrollments")
        url = self._databases.create(name, like=self._students_only)
        offered = put_courses(url, courses)
        if earlier:
            put_earlier_enrollments(url, earlier)
        settle(url)
        return Place(
            name=name,
            url=url,
            courses=offered,
            earlier=earlier,
            installation=self.install(name, url, embedded=embedded),
            students=self.students,
        )

    def sqlite_place(self, courses: int) -> Place:
        """Return the same in SQLite, with students of its own."""
        url = f"sqlite:///{self._folder}/enrollment.sqlite"
        installation = self.install("sqlite", url, embedded=True)
        installation.run("db upgrade")
        return Place(
            name="sqlite",
            url=url,
            courses=put_courses(url, courses),
            earlier=0,
            installation=installation,
            students=students(installation, self.plan.students),
        )
