"""My schedule: the seats held, the week they make, what is offered and waited for, and what was given up."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from pyramid.view import view_config

from enrollment.application.waitlists.standing import Standing
from enrollment.domain.deliveries import Delivery, in_trouble
from enrollment.domain.identifiers import EnrollmentId, EntryId
from enrollment.ports.enrollments import Scheduled
from enrollment.web.pages.news import news_for
from enrollment.web.pages.remedies import anchor_of
from enrollment.web.pages.submission import new_key
from enrollment.web.pages.timetables import timetables
from enrollment.web.pages.turns import against
from enrollment.web.request import Request
from enrollment.web.security import SIGNED_IN


@view_config(
    route_name="me", request_method="GET", permission=SIGNED_IN, renderer="enrollment.web:templates/schedule.jinja2"
)
def my_schedule(context: Any, request: Request) -> dict[str, Any]:
    """Show the student's enrollments, offers and places in line, and what has just been decided."""
    assert request.identity is not None
    scheduled = request.application.enrollments.of(request.identity.id)
    standings = request.application.read_standing(request.identity.id)
    live = [item for item in scheduled if item.enrollment.is_live]
    return {
        "live": live,
        "past": [item for item in scheduled if not item.enrollment.is_live],
        "offers": [one for one in standings if not one.waiting.entry.is_waiting],
        "wishes": _by_wish([one for one in standings if one.waiting.entry.is_waiting]),
        "ranks": _ranks(standings),
        "watched": request.application.read_standing.watched(request.identity.id),
        "against": {one.waiting.entry.id: against(one, one.waiting.entry.courses[0], request) for one in standings},
        "names": {item.course.id: item.course.name for item in live},
        "anchor_of": anchor_of,
        "timetables": timetables([item.course for item in live]),
        "news": news_for(request),
        "mails": _mails_in_trouble(request) if scheduled else {},
        "key": new_key(),
    }


def _by_wish(standings: Sequence[Standing]) -> Sequence[Sequence[Standing]]:
    """Return what is waited for, those that stand for one another together and in their order."""
    ordered = sorted(standings, key=lambda one: (one.waiting.entry.wish, one.waiting.entry.choice))
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: one.waiting.entry.wish)]
    return sorted(groups, key=lambda group: min(one.waiting.entry.joined_at for one in group))


def _ranks(standings: Sequence[Standing]) -> Mapping[EntryId, int]:
    """Return which choice of its wish each entry is, those counted that are offered and so shown elsewhere."""
    return {one.waiting.entry.id: rank for wish in _by_wish(standings) for rank, one in enumerate(wish, start=1)}


def _mails_in_trouble(request: Request) -> Mapping[EnrollmentId, Delivery]:
    assert request.identity is not None
    application = request.application
    return in_trouble(application.deliveries.of(request.identity.id), application.clock.now())


def held_in_term(scheduled: Sequence[Scheduled], term: str) -> Sequence[Scheduled]:
    """Return the seats held in that term."""
    return [item for item in scheduled if item.enrollment.is_held and item.course.term == term]
