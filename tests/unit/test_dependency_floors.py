"""No dependency is older than its last advisory that concerns us."""

from importlib.metadata import version

import pytest
from packaging.version import Version

FLOORS = {
    "Authlib": "1.6.11",  # CVE-2025-59420, CVE-2026-28802, CVE-2026-27962, CVE-2026-28498 (docs/upgrades/changelog.rst)
    "joserfc": "1.6.3",  # CVE-2026-27932: unbounded PBES2 counts (docs/changelog.rst)
    "waitress": "3.0.2",  # CVE-2024-49768, CVE-2024-49769, and untrusted proxy values dropped
    "WebOb": "1.8.8",  # CVE-2024-42353: open redirect
    "pyramid": "2.1",  # HISTORY.rst: status line of CSRF errors, permissions on exception views
    "Jinja2": "3.1.6",  # CVE-2025-27516: sandbox
    "cryptography": "45.0.1",  # what Authlib 1.8 asks for
}
# Mended later: an unvalidated redirect_uri (Authlib 1.7.1), empty secrets and empty signatures (joserfc 1.6.8, 1.7.4).
BETTER = {"Authlib": "1.7.2", "joserfc": "1.7.4", "WebOb": "1.8.11"}


@pytest.mark.parametrize(("name", "floor"), (FLOORS | BETTER).items())
def test_it_is_as_new_as_it_has_to_be(name, floor):
    assert Version(version(name)) >= Version(FLOORS.get(name, floor))
    assert Version(version(name)) >= Version(floor)


@pytest.mark.parametrize(
    ("installed", "floor", "fine"),
    [("1.6.11", "1.6.11", True), ("1.10", "1.6.11", True), ("1.6.9", "1.6.11", False), ("3.0.2rc1", "3.0.2", False)],
)
def test_versions_are_compared_as_versions(installed, floor, fine):
    assert (Version(installed) >= Version(floor)) is fine
