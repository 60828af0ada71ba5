"""The academic rules, edition by edition."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, text

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant

CURRENT = text("superseded_by IS NULL")

rule_editions = Table(
    "rule_editions",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("published_at", Instant, nullable=False),
    Column("published_by", Text, nullable=False),
)

# What holds for a course is in the current rows of (institution, ''), (term, its term), (course, its code) and
# (section, its term || ' ' || its code || ' ' || its section): at most four, each found by the unique index. A row is
# current while superseded_by IS NULL. ``domain.rule_bodies.rules_in`` makes the rules of (edition, body) pairs.
rule_sets = Table(
    "rule_sets",
    metadata,
    Column("scope", String(20), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("edition", Integer, ForeignKey("rule_editions.edition"), primary_key=True),
    Column("body", Text, nullable=False),
    Column("superseded_by", Integer, ForeignKey("rule_editions.edition")),
    Index("uq_rule_sets_current", "scope", "key", unique=True, postgresql_where=CURRENT, sqlite_where=CURRENT),
    Index("ix_rule_sets_edition", "edition"),
)
