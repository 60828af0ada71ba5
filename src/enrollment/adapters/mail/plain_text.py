"""Text from outside, made fit for one line of a letter."""

import re
import unicodedata

HEADER_LENGTH = 150

_SPACE = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"  # scripts and emoji are spelt with them
_SPECIALS = re.compile(r'[][()<>@,;:\\"]')  # RFC 5322 §3.2.3, without the full stop


def one_line(text: str) -> str:
    """Return the text in NFC on one line, without controls, surrogates, and marks that turn its direction.

    >>> one_line("Sets \\u202eand\\r\\nNumbers\\x00 ")
    'Sets and Numbers'
    """
    spaced = _SPACE.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(letter for letter in spaced if letter in _JOINERS or _is_visible(letter)).strip()


def header_text(text: str) -> str:
    """Return the text as a header may carry it: one line, nothing invisible, no encoded words, at most 150 characters.

    The e-mail package decodes an encoded word (``=?utf-8?q?…?=``) it is given as text, line ends included, and
    writes them out: a title could add headers of its own (CVE-2024-6923 is of this kind).

    >>> header_text("=?utf-8?q?a=0D=0ABcc=3A_evil=40x=2Eorg?=")
    '= ?utf-8?q?a=0D=0ABcc=3A_evil=40x=2Eorg?='
    """
    visible = "".join(letter for letter in one_line(text) if _is_visible(letter))
    harmless = visible.replace("=?", "= ?")
    if len(harmless) > HEADER_LENGTH:
        harmless = harmless[: HEADER_LENGTH - 1].rstrip() + "…"
    return harmless


def display_name(text: str) -> str:
    """Return the text as the name before an address: nothing in it can end the name or begin another address.

    >>> display_name('Byron, Ada <x@example.org>')
    'Byron Ada x example.org'
    """
    return header_text(_SPACE.sub(" ", _SPECIALS.sub(" ", one_line(text))).strip())


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE
