"""Which addresses letters go to: a narrow grammar, so that no two programs read one differently."""

import pytest

from enrollment.adapters.mail.addresses import AddressRefused, address, mailbox
from tests.support.build import a_student
from tests.support.letters import LETTERS, a_notice


@pytest.mark.parametrize(
    "text", ["a@b.example", "ada+tag@example.edu", "o'neill@x-y.example", "a.b_c@localhost", f"{'a' * 64}@b.example"]
)
def test_an_ordinary_address_is_written_to(text):
    assert address(text).addr_spec == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "@b.example",
        "a@b.example,c@d.example",
        "a@b.example c@d.example",
        "a@b.example>\r\nRCPT TO:<x@y.example",
        "a@b.example\n",
        '"a\\"@b"@c.example',
        '"a b"@c.example',
        "a@[127.0.0.1]",
        "a@b.example.",
        ".a@b.example",
        "a..b@c.example",
        "a@-b.example",
        "a@b_c.example",
        "a@münchen.example",
        "аda@example.edu",
        "a\x00@b.example",
        "<a@b.example>",
        f"{'a' * 65}@b.example",
        f"a@{'b' * 64}.example",
        f"a@{'b.' * 126}example",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(AddressRefused):
        address(text)
    with pytest.raises(AddressRefused):
        LETTERS.compose(a_notice(recipient=a_student(email=text)))


def test_a_sender_may_have_a_name():
    assert str(mailbox("Registrar <a@b.example>")) == "Registrar <a@b.example>"
    assert str(mailbox("a@b.example")) == "a@b.example"
