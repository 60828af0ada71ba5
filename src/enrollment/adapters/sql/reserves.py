"""How a course's seats are divided: the columns it is read from along with the course, and how each is read."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, cast

from enrollment.adapters.sql.json_rows import json_rows
from enrollment.adapters.sql.tables import courses, cross_listings, seat_pools
from enrollment.domain.groups import Group
from enrollment.domain.plain import from_plain
from enrollment.domain.pools import Pool, SharedCapacity

_P, _X = seat_pools.c, cross_listings.c
RESERVES = (
    json_rows(
        _P.position,
        cast(_P.group, Text),
        _P.seats,
        _P.taken,
        _P.releases_at,
        _P.released,
        source=seat_pools,
        where=_P.course_id == courses.c.id,
    ),
    json_rows(
        _X.name,
        _X.max_participants,
        _X.current_enrollment,
        source=cross_listings,
        where=_X.name == courses.c.cross_listing,
    ),
)


def pools_in(text: str | None) -> tuple[Pool, ...]:
    """Return the pools in the value of the first column, in their order."""
    return tuple(_pool(*values) for _, *values in sorted(json.loads(text))) if text else ()


def shared_in(text: str | None) -> SharedCapacity | None:
    """Return the shared seats in the value of the second column."""
    for name, seats, taken in json.loads(text) if text else ():
        return SharedCapacity(name=name, max_participants=seats, current_enrollment=taken)
    return None


def _pool(group: str, seats: int, taken: int, releases_at: str | None, released: Any) -> Pool:
    return Pool(
        group=_group(group),
        seats=seats,
        taken=taken,
        releases_at=datetime.fromisoformat(releases_at) if releases_at else None,
        released=bool(released),
    )


@lru_cache(maxsize=1024)
def _group(text: str) -> Group:
    return from_plain(Group, json.loads(text))
