"""What is installed is whole: a wheel has every file of the source, also those that are no module of a package."""

from configparser import ConfigParser
from pathlib import Path

from tests.support.crowd import ROOT

PACKAGE = ROOT / "src/enrollment"


def is_of_a_package(file: Path) -> bool:
    """Whether setuptools finds the file by itself."""
    folders = [
        PACKAGE.joinpath(*file.relative_to(PACKAGE).parts[:n]) for n in range(len(file.relative_to(PACKAGE).parts))
    ]
    return file.suffix == ".py" and all((folder / "__init__.py").is_file() for folder in folders)


def test_every_file_is_in_the_wheel():
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg")
    named = {file for pattern in setup["options.package_data"]["enrollment"].split() for file in PACKAGE.glob(pattern)}
    files = [file for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts]

    assert [str(file.relative_to(PACKAGE)) for file in files if not is_of_a_package(file) and file not in named] == []
