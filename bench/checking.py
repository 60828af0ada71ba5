"""What was answered is on record, all of it and nothing else: else what was measured is not worth reading."""

from collections.abc import Iterable

from sqlalchemy import create_engine, text

from bench.rounds import Target
from bench.setting import Place


class Wrong(Exception):
    """The record is not what the answers said."""


def check(place: Place, targets: Iterable[Target]) -> None:
    """Raise Wrong unless the product has one enrollment for each 201, or CommandFailed when an invariant is broken."""
    compare(place.url, "course_enrollments", targets, earlier=place.earlier)
    place.installation.run("audit")


def compare(database_url: str, table: str, targets: Iterable[Target], *, earlier: int = 0) -> None:
    """Raise Wrong unless the table has one row for each 201 on top of the earlier ones."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    answered = sum(target.answers for target in targets)
    if rows != answered + earlier:
        raise Wrong(f"{table}: {rows} rows, {earlier} before, {answered} answers of 201")
