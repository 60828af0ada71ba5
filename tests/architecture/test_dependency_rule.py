"""Dependencies point inwards, the check says so, and the check itself is checked."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/enrollment"


def lint(project):
    """Run import-linter over the project, by its own configuration."""
    command = [Path(sys.executable).with_name("lint-imports"), "--config", "setup.cfg", "--no-cache"]
    return subprocess.run(command, cwd=project, env={"PYTHONPATH": "src"}, capture_output=True, text=True)


def imported_by(path):
    """Yield the dotted name of everything the file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, level=0):
                yield str(module)
            case ast.ImportFrom():
                yield "a relative import"


def outsiders(layer, *allowed):
    """What the files of the layer import besides the standard library and what is allowed."""
    return {
        f"{path.relative_to(SOURCE)}: {name}"
        for path in (SOURCE / layer).rglob("*.py")
        for name in imported_by(path)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    }


def test_the_rule_holds():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("layer", "allowed"),
    [
        ("domain", ["enrollment.domain"]),
        ("ports", ["enrollment.domain", "enrollment.ports"]),
        ("application", ["enrollment.domain", "enrollment.ports", "enrollment.application"]),
    ],
)
def test_the_core_imports_only_itself_and_the_standard_library(layer, allowed):
    assert outsiders(layer, *allowed) == set()


def test_that_would_be_noticed_wherever_an_import_stands(tmp_path):
    path = tmp_path / "late.py"
    path.write_text("import json\ndef late():\n    from sqlalchemy.orm import Session\n    from . import here\n")
    assert list(imported_by(path)) == ["json", "sqlalchemy.orm", "a relative import"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the source, to be spoilt and mended."""
    project = tmp_path_factory.mktemp("copy")
    shutil.copytree(SOURCE, project / "src/enrollment", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "setup.cfg", project)
    return project


LAYERS = "Dependencies point inwards"
CORE = "The core knows no framework"
WEB = "The web knows no database, broker or mail"
TECHNOLOGIES = "One technology never leans on another"
CYCLES = "No two siblings import each other"
WRONG = [
    ("domain.catalog", "sqlalchemy", CORE),
    ("domain.verdict", "enrollment.ports.clock", LAYERS),
    ("domain.verdict", "enrollment.domain.policies", CYCLES),
    ("ports.clock", "enrollment.application.enroll_student", LAYERS),
    ("ports.register", "pydantic", CORE),
    ("application.enroll_student", "transaction", CORE),
    ("application.enroll_student", "enrollment.adapters.memory.register", LAYERS),
    ("application.sign_in", "enrollment.web.security", LAYERS),
    ("web.routes", "enrollment.adapters.memory.register", LAYERS),
    ("web.routes", "sqlalchemy", WEB),
    ("web.routes", "enrollment.wiring", LAYERS),
    ("adapters.system_clock", "enrollment.web.routes", LAYERS),
    ("adapters.sql.engine", "enrollment.adapters.memory.records", TECHNOLOGIES),
    ("adapters.argon2_passwords", "enrollment.adapters.jose.keys", TECHNOLOGIES),
    ("settings", "enrollment.wiring", LAYERS),
]


@pytest.mark.parametrize(("module", "imported", "contract"), WRONG, ids=[f"{a}-{b}" for a, b, _ in WRONG])
def test_a_wrong_import_is_caught(copy, module, imported, contract):
    path = copy / "src/enrollment" / (module.replace(".", "/") + ".py")
    sound = path.read_text()
    path.write_text(f"{sound}\nimport {imported}\n")

    result = lint(copy)
    path.write_text(sound)

    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout
