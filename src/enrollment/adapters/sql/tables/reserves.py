"""How seats are divided: pools of one course, and capacities that several courses share.

Whoever locks several rows does so in this order, so that nobody waits in a ring: course by course, sorted by their
cross listing (those without one first) and then by their id; of one course the cross listing, the pools, the course.
"""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, Table, Text, Uuid, text

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

# By name and not by place: when the pools of a course are published in another order, nobody's seat has to be touched.
seat_pools = Table(
    "seat_pools",
    metadata,
    Column("course_id", Uuid, ForeignKey("courses.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("group", Json, nullable=False),
    Column("seats", Integer, nullable=False),
    # The live enrollments that hold a seat of the pool, also once it is released.
    Column("taken", Integer, nullable=False, server_default="0"),
    # How many more than ``seats`` sat here when the pool was last published; nobody is evicted for it.
    Column("overbook_allowance", Integer, nullable=False, server_default="0"),
    Column("releases_at", Instant),
    Column("released", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("taken >= 0", name="taken_not_negative"),
    CheckConstraint("taken <= seats + overbook_allowance", name="no_oversell"),
)

cross_listings = Table(
    "cross_listings",
    metadata,
    # The term and, after a blank, the name the rules give it.
    Column("name", Text, primary_key=True),
    Column("max_participants", Integer, nullable=False),
    # The sum of its courses' own.
    Column("current_enrollment", Integer, nullable=False, server_default="0"),
    Column("overbook_allowance", Integer, nullable=False, server_default="0"),
    CheckConstraint("current_enrollment >= 0", name="current_enrollment_not_negative"),
    CheckConstraint("current_enrollment <= max_participants + overbook_allowance", name="no_oversell"),
)
