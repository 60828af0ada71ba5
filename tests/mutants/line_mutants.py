"""The safeties of lines, swaps and schedulers, broken: nobody is served, or somebody twice, or all wait in a ring."""

from tests.mutants.mutant import Mutant

ELSEWHERE = "tests/campus/test_freed_elsewhere.py -k memory"
SCHEDULERS = "tests/integration/test_schedulers_at_once.py"

LINE_MUTANTS = (
    Mutant(
        "a shared seat wakes nobody in the other course",
        "application/waitlists/promotion.py",
        "sharing = self.waitlists.sharing(course_id)",
        "sharing: list[CourseId] = []",
        ELSEWHERE,
    ),
    Mutant(
        "a cancelled course wakes nobody",
        "application/waitlists/cancel.py",
        "self.agenda.put(other, Chore.SERVE, at)",
        "pass",
        ELSEWHERE,
    ),
    Mutant(
        "a seat given up wakes nobody elsewhere",
        "application/giving_up.py",
        "self.agenda.put(course_id, Chore.SERVE, at)",
        "pass",
        ELSEWHERE,
    ),
    Mutant(
        "a seat is promised to who cannot give up the old one",
        "application/waitlists/judging.py",
        "if turn.allowed and queued.entry.gives_up:",
        "if not turn.allowed and queued.entry.gives_up:",
        "tests/campus/test_kept_by_their_seats.py -k memory",
    ),
    Mutant(
        "swaps lock their courses in any order",
        "adapters/sql/waitlists.py",
        'return [course_id for _, course_id in sorted((row.cross_listing or "", row.id) for row in rows)]',
        "return sorted(ids, key=lambda _: __import__('random').random()) if rows else []",
        "tests/integration/test_opposite_swaps.py",
    ),
    Mutant(
        "two schedulers take one chore",
        "adapters/sql/agenda.py",
        ".with_for_update(of=due, skip_locked=True)",
        "",
        f"{SCHEDULERS} -k once_and_each",
    ),
    Mutant(
        "a chore that is put off keeps its lease",
        "cli/scheduler.py",
        "application.agenda.done(due)  # else it came once more when the lease is over",
        "pass",
        f"{SCHEDULERS} -k in_hand",
    ),
    Mutant(
        "each who is skipped is noted on their own",
        "adapters/sql/entries.py",
        "for codes, ids in alike.items():",
        "for codes, ids in [(codes, [one]) for codes, ids in alike.items() for one in ids]:",
        "tests/integration/test_many_passed_over.py -k sqlite",
    ),
)
