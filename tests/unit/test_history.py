"""The checker of histories finds what is wrong with them: each seeded fault is told by its name, and no other is."""

from dataclasses import replace

import pytest

from tests.support.history import Event, Seat, read, violations, write

TRY = Event(kind="invoke", client="c1", key="k1", student_id="ada", course_id="cogs")
OK = replace(TRY, kind="ok", enrollment_id="e1", answer="{}")
FAIL, INFO = replace(TRY, kind="fail"), replace(TRY, kind="info")
SEAT = Seat(enrollment_id="e1", student_id="ada", course_id="cogs")
GOOD = {
    "nothing happened": ([], []),
    "acknowledged and there": ([TRY, OK], [SEAT]),
    "denied and absent": ([TRY, FAIL], []),
    "unknown and there": ([TRY, INFO], [SEAT]),
    "unknown and absent": ([TRY, INFO], []),
    "cut off and there": ([TRY], [SEAT]),
    "unknown, then acknowledged": ([TRY, INFO, TRY, OK], [SEAT]),
    "unknown, then denied, and there": ([TRY, INFO, TRY, FAIL], [SEAT]),
    "acknowledged twice alike": ([TRY, OK, TRY, OK], [SEAT]),
    "two clients at once": ([TRY, replace(TRY, client="c2"), OK, replace(OK, client="c2")], [SEAT]),
}
ELSEWHERE = replace(SEAT, enrollment_id="e2")
BAD = {
    "lost": ([TRY, OK], []),
    "lost, though acknowledged later": ([TRY, INFO, TRY, OK], []),
    "doubled": ([TRY, INFO], [SEAT, ELSEWHERE]),
    "invented": ([], [SEAT]),
    "invented, for another course": ([TRY, FAIL], [replace(SEAT, course_id="math")]),
    "denied": ([TRY, FAIL], [SEAT]),
    "denied, twice": ([TRY, FAIL, TRY, FAIL], [SEAT]),
    "changed": ([TRY, OK, TRY, replace(OK, answer="{ }")], [SEAT]),
    "misrecorded": ([OK], [SEAT]),
    "misrecorded, two at once by one client": ([TRY, TRY, OK], [SEAT]),
    "misrecorded, one key for two requests": ([TRY, OK, replace(TRY, course_id="math")], [SEAT]),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_can_be_is_passed_over(case):
    assert list(violations(*GOOD[case])) == []


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_is_named(case):
    assert {line.partition(":")[0] for line in violations(*BAD[case])} == {case.partition(",")[0]}


def test_anothers_enrollment_is_not_what_was_acknowledged():
    eve = replace(SEAT, student_id="eve")
    eves = replace(TRY, client="c2", key="k2", student_id="eve")

    found = list(violations([eves, replace(eves, kind="info"), TRY, OK], [eve]))

    assert [line.partition(":")[0] for line in found] == ["mixed up"]


def test_one_lost_among_many_is_found():
    events, seats = [], []
    for n in range(1000):
        about = {"client": f"c{n}", "key": f"k{n}", "student_id": f"s{n}"}
        events += [replace(TRY, **about), replace(OK, **about, enrollment_id=f"e{n}")]
        seats.append(Seat(enrollment_id=f"e{n}", student_id=f"s{n}", course_id="cogs"))
    del seats[500]

    assert list(violations(events, seats)) == ["lost: enrollment e500 was acknowledged under key k500"]


def test_a_history_is_read_as_it_was_written(tmp_path):
    for event in (TRY, OK):
        write(event, tmp_path / "history.jsonl")

    assert read(tmp_path / "history.jsonl") == [TRY, OK]
