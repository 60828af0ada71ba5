"""No name or title, however it is spelt, is more than text in a letter."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from bs4 import BeautifulSoup

from enrollment.adapters.mail.plain_text import display_name, header_text, one_line
from enrollment.adapters.mail.serialising import serialised
from tests.support.build import a_course, a_student
from tests.support.letters import INJECTION, LETTERS, a_notice, naughty_strings


def read(letter):
    return BytesParser(policy=policy.default).parsebytes(serialised(letter))


def letter_with(text):
    return LETTERS.compose(a_notice(recipient=a_student(name=text), course=a_course(title=text, units=text)))


def test_an_encoded_word_in_a_title_adds_no_header():
    letter = read(letter_with(INJECTION))
    assert "Bcc" not in letter
    assert letter["Subject"].endswith("= ?utf-8?q?a=0D=0ABcc=3A_evil=40x=2Eorg?=")


def test_the_title_would_have_added_one_through_the_package_alone():
    letter = EmailMessage(policy=policy.SMTP)
    try:
        letter["Subject"] = INJECTION
        assert b"\r\nBcc: evil@x.org" in letter.as_bytes()
    except ValueError:
        pytest.skip("this Python has been mended")


@pytest.mark.parametrize("text", ["a\r\nBcc: x@example.org", "a\nBcc: x", "a\x85Bcc: x", "a\u2028Bcc: x", "a\x00b"])
def test_a_line_end_in_a_title_adds_no_header(text):
    assert "Bcc" not in read(letter_with(text))


def test_every_naughty_string_is_a_title_and_a_name_like_any_other():
    usual = [part.keys() for part in LETTERS.compose(a_notice(course=a_course())).walk()]
    for text in naughty_strings():
        letter = read(letter_with(text))
        assert [part.keys() for part in letter.walk()] == usual, text
        assert len(letter["To"].addresses) == 1, text


def test_every_naughty_string_is_text_in_the_html():
    shape = [tag.name for tag in BeautifulSoup(html_of(letter_with("A title")), "html.parser").find_all()]
    for text in filter(one_line, naughty_strings()):
        html = BeautifulSoup(html_of(letter_with(text)), "html.parser")
        assert [tag.name for tag in html.find_all()] == shape, text
        assert html.find(class_="title").get_text() == one_line(text)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "</title><b>", "<img src=x onerror=alert(1)>", "&lt;b&gt;"]
)
def test_markup_in_a_title_is_text_in_the_html(text):
    html = BeautifulSoup(html_of(letter_with(text)), "html.parser")
    assert html.find(class_="title").get_text() == text
    assert not html.find_all(["script", "b", "img"])


@pytest.mark.parametrize("text", ["{{7*7}}", "{% raw %}", "${7*7}", "#{7*7}", "{{ self.__init__ }}"])
def test_a_template_in_a_title_is_text(text):
    letter = letter_with(text)
    assert text in letter["Subject"]
    assert all(text in letter.get_body((kind,)).get_content() for kind in ("plain", "html"))


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("\u202eevil\u2066", "evil"),
        ("a\u200bb\u200dc\ufeff", "abc"),
        ("=\u200b?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("=\x00?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("e\u0301", "é"),
        ("  a \t\r\n b ", "a b"),
        ("\ud800", ""),
        ("x" * 150, "x" * 150),
        ("x" * 151, "x" * 149 + "…"),
    ],
)
def test_a_header_shows_what_it_says(text, header):
    assert header_text(text) == header


def test_a_name_cannot_end_and_begin_another_address():
    assert display_name('Ada" <evil@example.org>, "B') == "Ada evil example.org B"


@pytest.mark.parametrize(
    "name", ["J. R. Smith", "Müller, Ada", "Ольга Константиновна Преображенская-Успенская", "O'Neill"]
)
def test_a_real_name_arrives_as_it_is_spelt(name):
    letter = LETTERS.compose(a_notice(recipient=a_student(name=name, email="a@example.edu")))
    assert serialised(letter)
    assert letter["To"].addresses[0].display_name == name.replace(",", "")


def test_joined_letters_stay_joined_in_the_body():
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"


def html_of(letter):
    return letter.get_body(("html",)).get_content()
