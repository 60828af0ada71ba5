"""What a notice tells, in words: all but those that have letters of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.adapters.mail.plain_text import one_line
from enrollment.domain import events
from enrollment.domain.notices import Notice, NoticeKind
from enrollment.domain.plain_reasons import reasons_in
from enrollment.domain.wording import in_words, instant_in_words
from enrollment.domain.wording.permits import SETS_ASIDE
from enrollment.domain.wording.words import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidings:
    """The words of a kind of notice. Names in braces are facts of the letter.

    ``label`` is what the instant of the event is called; each of ``steps`` is told with the fact it leads to.
    """

    subject: str
    state: str
    news: str
    label: str
    steps: Sequence[tuple[str, str]] = ()
    is_good: bool = True


_SCHEDULE = ("See your place in line, or leave it:", "my_schedule")
_COURSE = ("Look at the course:", "course_page")
_AGAIN = ("If you still want a seat, wait for one again:", "course_page")
TIDINGS: Mapping[NoticeKind, Tidings] = {
    NoticeKind.CANCELLED: Tidings(
        subject="Cancelled: {course}, {title}",
        state="Enrollment cancelled",
        news="{course}, {title}, is not offered any more, so your enrollment in it has ended.",
        label="Cancelled",
        steps=[("Look for another course:", "catalog")],
        is_good=False,
    ),
    NoticeKind.RESTORED: Tidings(
        subject="Seat back: {course}, {title}",
        state="✓ Enrolled again",
        news="you have undone the drop of {course}, {title}. The seat is yours again.",
        label="Undone",
    ),
    NoticeKind.JOINED: Tidings(
        subject="On the waitlist: {course}, {title}",
        state="On the waitlist, #{position}",
        news="you wait for a seat in {course}, {title}, as number {position} in line. When it is your turn, you will "
        "hear from us at once.",
        label="Joined",
        steps=[_SCHEDULE, _COURSE],
    ),
    NoticeKind.SKIPPED: Tidings(
        subject="Skipped for a seat: {course}, {title}",
        state="Skipped, still #{position}",
        news="there was a seat in {course}, {title}, and you could not be given it. You keep your place in line, "
        "number {position}. This stands in the way:",
        label="Skipped",
        steps=[("See what would help, such as a swap:", "my_schedule"), _COURSE],
        is_good=False,
    ),
    NoticeKind.REMOVED: Tidings(
        subject="No longer on the waitlist: {course}, {title}",
        state="No longer on the waitlist",
        news="you no longer wait for a seat in {course}, {title}. {note}",
        label="Removed",
        steps=[("Look for another course:", "catalog")],
        is_good=False,
    ),
    NoticeKind.MOVED: Tidings(
        subject="Your place on the waitlist: {course}, {title}",
        state="Now #{position}",
        news="staff have moved you to number {position} on the waitlist of {course}, {title}. {note}",
        label="Moved",
        steps=[_SCHEDULE],
    ),
    NoticeKind.PROMOTED: Tidings(
        subject="You have a seat: {course}, {title}",
        state="✓ Enrolled from the waitlist",
        news="a seat in {course}, {title}, has become free, and it is yours: you are enrolled.",
        label="Enrolled",
        steps=[("Changed your mind? Drop the course, and the next in line gets the seat:", "my_schedule"), _COURSE],
    ),
    NoticeKind.OFFERED: Tidings(
        subject="A seat is kept for you: {course}, {title}",
        state="Accept by {expires}",
        news="a seat in {course}, {title}, is kept for you until {expires}. Accept it before then: afterwards it goes "
        "to the next in line, and you no longer wait.",
        label="Offered",
        steps=[("Accept the seat, or decline it:", "my_schedule"), _COURSE],
    ),
    NoticeKind.ACCEPTED: Tidings(
        subject="Enrolled: {course}, {title}",
        state="✓ Enrolled",
        news="you have accepted the seat in {course}, {title}. You are enrolled.",
        label="Enrolled",
        steps=[_COURSE],
    ),
    NoticeKind.LAPSED: Tidings(
        subject="The offer is over: {course}, {title}",
        state="Offer over",
        news="the seat in {course}, {title}, that was kept for you has gone to the next in line. {note}",
        label="Over",
        steps=[_AGAIN],
        is_good=False,
    ),
    NoticeKind.OPENED: Tidings(
        subject="There is a seat: {course}, {title}",
        state="A seat you can take",
        news="there is a seat in {course}, {title}, that you could take. It is not kept for you: whoever comes first "
        "has it. You asked to be told once; ask again if you miss it.",
        label="Seen",
        steps=[("Take it:", "course_page")],
    ),
    NoticeKind.CONSENT: Tidings(
        subject="Consent {decision}: {course}, {title}",
        state="Consent {decision}",
        news="your request for consent to {course}, {title}, was {decision}. {note}",
        label="Decided",
        steps=[_COURSE],
    ),
    NoticeKind.PERMITTED: Tidings(
        subject="A permit for you: {course}, {title}",
        state="Permit granted",
        news="you have a permit for {course}, {title}. It sets aside: {sets_aside}.",
        label="Granted",
        steps=[_COURSE],
    ),
}


def told(notice: Notice, facts: Mapping[str, Any], campus: ZoneInfo) -> Mapping[str, Any]:
    """Return the words of the notice; none where it has a letter of its own."""
    tidings = TIDINGS.get(notice.kind)
    if tidings is None:
        return {}
    known = {**facts, **_of(notice.event, campus)}
    return {
        "subject": tidings.subject.format_map(known),
        "state": tidings.state.format_map(known),
        "news": tidings.news.format_map(known).rstrip(),
        "label": tidings.label,
        "is_good": tidings.is_good,
        "steps": [(step, facts[link]) for step, link in tidings.steps],
        "reasons": known.get("reasons", []),
    }


def _of(event: events.Event, campus: ZoneInfo) -> Mapping[str, Any]:
    """Return the facts that are of this event alone."""
    match event:
        case events.WaitlistJoined(position=position):
            return {"position": position}
        case events.PlaceChanged(position=position, note=note):
            return {"position": position, "note": _said(note)}
        case events.WaitlistRemoved(note=note) | events.OfferLapsed(note=note):
            return {"note": _said(note)}
        case events.OfferMade(expires_at=expires_at):
            return {"expires": instant_in_words(expires_at, campus)}
        case events.WaitlistSkipped(position=position, reasons=reasons):
            words = [in_words(reason, campus) for reason in reasons_in(reasons)]
            return {"position": position, "reasons": [one_line(f"{one.message} {one.remedy}") for one in words]}
        case events.ConsentDecided(approved=approved, answer=answer):
            return {"decision": "approved" if approved else "declined", "note": _said(answer)}
        case events.PermitGranted(codes=codes):
            return {"sets_aside": listed([SETS_ASIDE[code].lower() for code in SETS_ASIDE if code in codes])}
    return {}


def _said(note: str) -> str:
    """Return what staff say, as a sentence of its own."""
    note = one_line(note).strip()
    return note if not note or note.endswith((".", "!", "?")) else f"{note}."
