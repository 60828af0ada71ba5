"""What would be in the way of a student who waits, if there were a seat now."""

from dataclasses import replace

from enrollment.application.waitlists.standing import Standing
from enrollment.domain.identifiers import CourseId
from enrollment.domain.reasons import OtherSectionHeld, TimeConflict
from enrollment.domain.verdict import Verdict
from enrollment.web.addresses import addresses_of
from enrollment.web.pages.remedies import Link
from enrollment.web.pages.verdicts import ToldReason, ToldVerdict, told
from enrollment.web.request import Request

_BY_A_SWAP = frozenset({TimeConflict.code, OtherSectionHeld.code})


def against(standing: Standing, course_id: CourseId, request: Request) -> ToldVerdict | None:
    """Return it in words, as it is about that course; None where nothing would."""
    turn = standing.turn
    if turn is None or not turn.obstacles:
        return None
    said = told(Verdict(turn.obstacles), course_id, request)
    return replace(said, reasons=[_of_who_waits(reason, request) for reason in said.reasons])


def _of_who_waits(reason: ToldReason, request: Request) -> ToldReason:
    """Whoever waits has a place already, which is made a swap."""
    if reason.code not in _BY_A_SWAP:
        return reason
    return replace(reason, links=(Link("Make it a swap", f"{addresses_of(request)['me']}#waiting"),))
