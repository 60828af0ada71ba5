"""What is sent is what was meant, or nothing is sent."""

import pytest

from enrollment.adapters.mail.serialising import LetterAltered, serialised
from tests.support.letters import INJECTION, LETTERS, a_notice


def test_a_letter_is_written_in_ascii_with_the_line_ends_of_smtp():
    written = serialised(LETTERS.compose(a_notice()))
    assert written.isascii()
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(map(len, written.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("header", ["Subject", "X-Note"])
def test_a_letter_that_would_gain_a_header_is_not_written(header):
    letter = LETTERS.compose(a_notice())
    del letter[header]
    letter._headers.append((header, "a\r\nBcc: evil@example.org"))
    with pytest.raises(LetterAltered):
        serialised(letter)


def test_a_subject_that_hides_a_line_end_is_not_written():
    letter = LETTERS.compose(a_notice())
    letter.replace_header("Subject", INJECTION)
    with pytest.raises(LetterAltered):
        serialised(letter)


def test_a_letter_that_would_go_to_others_is_not_written():
    letter = LETTERS.compose(a_notice())
    letter.replace_header("To", "ada@example.edu, evil@example.org")
    with pytest.raises(LetterAltered):
        serialised(letter)
