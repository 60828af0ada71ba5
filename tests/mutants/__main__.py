"""Break every safety in turn, in a copy of the tree, and see a test fail: ``python -m tests.mutants [WORD …]``.

With words, only the mutants whose names contain one. Exits with 1 when one survives, and with 2 when one no longer fits
the code, or the tests fail without it.
"""

import sys
import time

from tests.mutants.mutant import Misfit, Mutant, copied_tree, killed, passed
from tests.mutants.mutants import MUTANTS


def main(words: list[str]) -> int:
    """Try them, and return the exit code."""
    chosen = [mutant for mutant in MUTANTS if not words or any(word in mutant.name for word in words)]
    with copied_tree() as tree:
        for tests in sorted({mutant.tests for mutant in chosen}):
            if not passed(tree, tests):
                print(f"without any mutant this fails: {tests}")
                return 2
        survivors = [mutant for mutant in chosen if not _tried(tree, mutant)]
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} killed")
    return 1 if survivors else 0


def _tried(tree: object, mutant: Mutant) -> bool:
    began = time.monotonic()
    is_killed = killed(tree, mutant)
    outcome = "killed" if is_killed else "SURVIVED"
    print(f"{outcome:8}  {time.monotonic() - began:5.1f} s  {mutant.name}", flush=True)
    return is_killed


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except Misfit as misfit:
        print(misfit)
        raise SystemExit(2) from None
