"""The operations document knows every setting and number to watch; and the proxy is told enough."""

import re

import pytest

from enrollment.settings import Settings
from tests.support.crowd import ROOT

DOCUMENT = (ROOT / "docs/operations.md").read_text()
PROXY = (ROOT / "docs/deploy/nginx.conf").read_text()


@pytest.mark.parametrize("name", Settings.__dataclass_fields__)
def test_every_setting_is_told_of(name):
    assert f"`{name}`" in DOCUMENT


@pytest.mark.parametrize("metric", sorted(set(re.findall(r"`(enrollment_[a-z_]+)", DOCUMENT))))
def test_what_is_to_be_watched_exists(metric):
    told = "".join(file.read_text() for file in (ROOT / "src/enrollment/web").glob("*.py"))

    assert f'"{metric.removesuffix("_count")}"' in told


def test_the_proxy_overwrites_whatever_a_client_may_say_of_itself():
    listed = re.search(r"trusted_proxy_headers = (.*)", (ROOT / "production.ini").read_text())

    assert listed
    for header in listed[1].split():
        assert re.search(rf"proxy_set_header {header} \$(remote_addr|scheme);", PROXY, re.IGNORECASE)
    for header in ("X-Forwarded-Host", "X-Real-IP", "Forwarded"):
        assert f'proxy_set_header {header} "";' in PROXY
