"""The product with one safety taken out: ``python -m tests.support.sabotage serve INI …``.

``SABOTAGE`` names what is taken out. A test that stays green against this could not have failed.
"""

import os
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from enrollment import wiring
from enrollment.adapters.sql import claims, register, sqlite_claims
from enrollment.cli import main


def take_out_the_guard() -> None:
    """The claim takes a seat whether or not there is one."""
    unguarded = replace(
        claims.ADMIT,
        decided="UPDATE courses SET current_enrollment = current_enrollment + 1 WHERE id = {course_id}",
    )
    register.DO_ADMIT = claims.ClaimStatement(unguarded)
    sqlite_claims.ADMIT = unguarded


def take_out_the_transaction() -> None:
    """Facts and claim are no longer one transaction, so on SQLite others write in between."""
    wiring.System.in_transaction = wiring.System.outside_transaction  # type: ignore[method-assign]


def take_out_the_lock() -> None:
    """Two requests of one student no longer wait for each other."""
    register.HOLD = register.HOLD.with_only_columns(*register.HOLD.selected_columns)
    register.HOLD._for_update_arg = None


def split_the_claim() -> None:
    """The seat is counted in a transaction of its own; what belongs to it follows in another."""
    counted = "UPDATE courses SET current_enrollment = current_enrollment + 1 WHERE id = :course_id"
    the_rest = replace(claims.ADMIT, decided="UPDATE courses SET title = title WHERE id = {course_id}")
    statement = claims.ClaimStatement(the_rest)

    def admit(self: Any, enrollment: Any, record: Any) -> bool:
        with self._statements.get_bind().begin() as another:
            another.execute(text(counted), {"course_id": enrollment.course_id})
        return bool(self._claimed(statement, enrollment, record))

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
