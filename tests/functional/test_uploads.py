"""Forms with files in them, sent as no browser would."""

import pytest

from tests.support.build import a_staff_member


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member())


def sent(browser, address, body, status):
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    browser.request(address, method="POST", headers=headers, body=body, status=status)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"--x\r\n", 400),
        (b"--x\r\n\r\n\r\n--x--", 400),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--", 400),
        (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--', 400),
        (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\x00\r\n--x--', 422),
        (b'--x\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n\r\n--x--', 400),
        (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 2 + b"--x--", 400),
        (
            b"".join(b'--x\r\nContent-Disposition: form-data; name="%d"\r\n\r\n\r\n' % n for n in range(101))
            + b"--x--",
            400,
        ),
        (b"--x\r\n" * 2000 + b"--x--", 400),
        (b" " * 1_048_577, 413),
    ],
)
@pytest.mark.parametrize("address", ["check", "publish"])
def test_a_form_that_cannot_be_read_in_one_way_is_refused(staff, address, body, status):
    sent(staff, f"/staff/rules/{address}", body, status)


def test_only_the_rules_are_uploaded(staff):
    sent(staff, "/staff/mail/x/resend", b"--x--\r\n", 415)
