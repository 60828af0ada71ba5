"""The product with one safety taken out: ``python -m tests.support.sabotage serve INI …``.

``SABOTAGE`` names what is taken out. A test that stays green against this could not have failed.
"""

import os
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text

from enrollment import wiring
from enrollment.adapters.sql import claims, register, seat_claims
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.rows import USER
from enrollment.adapters.sql.student_facts import STUDENT
from enrollment.adapters.sql.tables import users
from enrollment.cli import main

ASKED = "{locked} IN (TRUE, FALSE)"  # always so: a claim has all its parameters


def take_out_the_guard() -> None:
    """The claim takes a seat whether or not there is one."""
    unguarded = replace(
        seat_claims.ADMIT,
        decided=f"UPDATE courses SET current_enrollment = current_enrollment + 1 WHERE id = {{course_id}} AND {ASKED}",
    )
    register.DO_ADMIT = claims.prepared(unguarded)
    seat_claims.CLAIMS = (unguarded, *seat_claims.CLAIMS[1:])


def take_out_the_transaction() -> None:
    """Facts and claim are no longer one transaction, so on SQLite others write in between."""
    wiring.System.in_transaction = wiring.System.outside_transaction  # type: ignore[method-assign]


def take_out_the_lock() -> None:
    """Two requests of one student no longer wait for each other."""
    register.HOLD = Prepared(select(*USER).where(users.c.id == STUDENT), USER)


def split_the_claim() -> None:
    """The seat is counted in a transaction of its own; what belongs to it follows in another."""
    counted = "UPDATE courses SET current_enrollment = current_enrollment + 1 WHERE id = :course_id"
    the_rest = replace(
        seat_claims.ADMIT, decided=f"UPDATE courses SET title = title WHERE id = {{course_id}} AND {ASKED}"
    )
    statement = claims.prepared(the_rest)

    def admit(self: Any, enrollment: Any, record: Any, shared: Any = None, *, locked: bool = False) -> bool:
        with self._statements._engine.begin() as another:
            another.execute(text(counted), {"course_id": enrollment.course_id})
        return bool(self._claimed(statement, enrollment, record, locked=locked))

    register.SqlRegister.admit = admit  # type: ignore[method-assign]


TAKEN_OUT = {
    "nothing": (),
    "claim": (split_the_claim,),
    "guard": (take_out_the_guard,),
    "guard and transaction": (take_out_the_guard, take_out_the_transaction),
    "lock": (take_out_the_lock,),
    "lock and transaction": (take_out_the_lock, take_out_the_transaction),
}

if __name__ == "__main__":
    for sabotage in TAKEN_OUT[os.environ["SABOTAGE"]]:
        sabotage()
    main()
