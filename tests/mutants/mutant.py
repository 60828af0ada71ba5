"""What a mutant is, and how one is tried."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEEDED = ("src", "tests", "setup.cfg", "pyproject.toml")
LONGEST = 240  # seconds the tests of one mutant may take; a mutant that hangs has been noticed
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", "--timeout=60")


class Misfit(Exception):
    """The code a mutant was made for has changed, and so has the mutant to."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A safety, taken out of one file by replacing ``old`` by ``new``, and the tests that have to notice."""

    name: str
    file: str
    old: str
    new: str
    tests: str

    def applied_to(self, text: str) -> str:
        """Return the text of the file, broken. Raises Misfit unless there is exactly one place to break it at."""
        if text.count(self.old) != 1 or self.old == self.new:
            raise Misfit(f"{self.name}: {self.file} has {text.count(self.old)} places to change")
        return text.replace(self.old, self.new)


def killed(tree: Path, mutant: Mutant) -> bool:
    """Break the tree, run the tests, mend the tree, and return whether a test failed. Raises Misfit."""
    file = tree / "src/enrollment" / mutant.file
    whole = file.read_text()
    file.write_text(mutant.applied_to(whole))
    try:
        return not passed(tree, mutant.tests)
    finally:
        file.write_text(whole)


def passed(tree: Path, tests: str) -> bool:
    """Return whether the tests pass. Raises Misfit when they cannot be run at all."""
    own = {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1", "REQUIRE_SERVICES": "1"}
    command = [sys.executable, *PYTEST, *tests.split()]
    try:
        done = subprocess.run(command, cwd=tree, env=os.environ | own, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in (0, 1):
        raise Misfit(f"{tests}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.returncode == 0


@contextmanager
def copied_tree() -> Iterator[Path]:
    """A copy of what the tests need; gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        for name in NEEDED:
            source, target = ROOT / name, Path(folder, name)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
            else:
                shutil.copy(source, target)
        yield Path(folder)
