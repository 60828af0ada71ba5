"""What is written to a student, and in what form."""

import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from zoneinfo import ZoneInfo

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from enrollment.adapters.mail.addresses import address, mailbox
from enrollment.adapters.mail.ical import Occasion, calendar_of, method_of
from enrollment.adapters.mail.plain_text import header_text, one_line
from enrollment.adapters.mail.serialising import POLICY
from enrollment.adapters.mail.tidings import TIDINGS, told
from enrollment.adapters.mail.timetable import kind_in_words, room_in_words, time_in_words
from enrollment.domain.notices import Notice
from enrollment.domain.wording import instant_in_words

_TEMPLATES = Environment(
    loader=PackageLoader("enrollment.adapters.mail", "letters"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Mail programs heed style attributes best; only the at-rules (dark mode) stay in the head. Nothing is fetched.
_INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


class Letters:
    """Composes the letter a notice calls for: in text, in HTML, and with the meetings as a calendar.

    ``public_url`` is where the links lead, ``sender`` the address the letters come from (``a@b.example`` or
    ``Name <a@b.example>``). The same notice makes a letter of the same Message-ID. Raises AddressRefused when the
    sender is none we send from.
    """

    def __init__(self, campus: ZoneInfo, public_url: str, sender: str) -> None:
        self._campus = campus
        self._public_url = public_url.rstrip("/")
        self._sender = mailbox(sender)

    def compose(self, notice: Notice) -> EmailMessage:
        """Return the letter. Raises AddressRefused when the recipient's address is none we send to."""
        calendar = self._calendar(notice)
        facts = self._facts(notice) | {"has_calendar": calendar is not None}
        facts |= told(notice, facts, self._campus)
        letter = EmailMessage(policy=POLICY)
        letter["From"] = self._sender
        letter["To"] = address(notice.recipient.email, notice.recipient.name)
        letter["Subject"] = header_text(_rendered(notice, "subject.txt", facts))
        letter["Date"] = format_datetime(notice.event.at)
        letter["Message-ID"] = f"<{notice.id}@{self._sender.domain}>"
        letter["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: nobody's absence answers it
        letter.set_content(_rendered(notice, "body.txt", facts), cte="quoted-printable")
        html = _INLINER.inline(_rendered(notice, "body.html", facts))
        letter.add_alternative(html, subtype="html", cte="quoted-printable")
        if calendar:
            _attach(letter, calendar, notice)
        return letter

    def _calendar(self, notice: Notice) -> bytes | None:
        occasion = Occasion(
            notice=notice,
            campus=self._campus,
            at=notice.event.at,
            link=self._course_url(notice),
            organizer=self._sender.addr_spec,
        )
        return calendar_of(occasion)

    def _facts(self, notice: Notice) -> dict[str, Any]:
        course = notice.course
        return {
            "name": one_line(notice.recipient.name),
            "course": one_line(course.name),
            "code": one_line(course.code),
            "section": one_line(course.section),
            "title": one_line(course.title),
            "units": one_line(course.units),
            "term": one_line(notice.term.name),
            "decided": instant_in_words(notice.event.at, self._campus),
            "meetings": [(kind_in_words(m), time_in_words(m), room_in_words(m)) for m in course.meetings],
            "zone": self._campus.key,
            "my_schedule": f"{self._public_url}/me",
            "course_page": self._course_url(notice),
            "catalog": f"{self._public_url}/",
            "reference": f"Enrollment {notice.enrollment.id}" if notice.enrollment else f"Notice {notice.id}",
        }

    def _course_url(self, notice: Notice) -> str:
        return f"{self._public_url}/courses/{notice.course.id}"


def _attach(letter: EmailMessage, calendar: bytes, notice: Notice) -> None:
    parameters = {"method": method_of(notice.kind), "charset": "utf-8"}
    name = re.sub(r"[^A-Za-z0-9]+", "-", notice.course.name)[:40].strip("-") or "course"
    letter.add_attachment(calendar, maintype="text", subtype="calendar", params=parameters, filename=f"{name}.ics")


def _rendered(notice: Notice, part: str, facts: Mapping[str, Any]) -> str:
    folder = "tidings" if notice.kind in TIDINGS else notice.kind
    return _TEMPLATES.get_template(f"{folder}/{part}").render(facts)
