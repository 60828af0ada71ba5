"""New rules, in three steps: what is wrong with the file, what it would change and for whom, and publishing it.

Nothing is kept between the steps: the text travels in the form, and each step checks it anew.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.application import Application
from enrollment.application.check_rules import Checked
from enrollment.application.simulate_rules import Effect, Trial
from enrollment.ports.rule_sets import PublishedMeanwhile
from enrollment.web.pages.rule_text import MOST_BYTES, MOST_FAULTS, cannot_be_taken, content_of, quoted, text_of
from enrollment.web.pages.staff_rules import PUBLISH, address_of_edition
from enrollment.web.parameters import form_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request

FAULTY = "enrollment.web:templates/staff_rules_faults.jinja2"
PREVIEW = "enrollment.web:templates/staff_rules_preview.jinja2"
MOST_JUDGED = 300  # attempts: about a second's work
MOST_LISTED = 100
EFFECTS = {
    Effect.PASSES: "Would pass",
    Effect.FAILS: "Would fail",
    Effect.SITS_AND_FAILS: "Sits there, would fail",
}
MEANWHILE = "Somebody else has published rules meanwhile, and nothing of yours was. Below is what it would change now."
UNCONFIRMED = "Tick this to publish."


@dataclass(frozen=True, slots=True)
class Amount:
    """How many students it comes to that for."""

    label: str
    count: int


@view_config(route_name="staff.rules.check", request_method="POST", permission=PUBLISH)
def check(context: Any, request: Request) -> Any:
    """Show every fault of the file; of one that has none, what it would change and for whom. Keeps nothing."""
    content = content_of(request)
    fault = cannot_be_taken(content)
    if fault:
        return _page(FAULTY, 422, request, _again(content, fault))
    checked = _checked(_reading(request), content)
    return _told_what_is_wrong(checked, content, request) if checked.faults else _preview(checked, content, request)


@view_config(route_name="staff.rules.publish", request_method="POST", permission=PUBLISH)
def publish(context: Any, request: Request) -> Any:
    """Publish the file that was looked at, if the book is still the one it was compared with; else look again."""
    assert request.identity is not None
    content, form = content_of(request), form_of(request)
    fault = cannot_be_taken(content)
    if fault:
        return _page(FAULTY, 422, request, _again(content, fault))
    checked = _checked(request.application, content)
    if checked.faults:
        return _told_what_is_wrong(checked, content, request)
    if not checked.sets:  # pressed twice, or published by somebody else: it holds
        return see_other(address_of_edition(request, checked.book.edition))
    if form.get("after") != str(checked.book.edition):
        return _preview(checked, content, request, meanwhile=MEANWHILE)
    if form.get("confirmed") != "1":
        return _preview(checked, content, request, unconfirmed=UNCONFIRMED)
    try:
        edition = request.application.publish_rules(
            checked, by=request.identity.email, user_id=request.identity.id, origin=request.origin
        )
    except PublishedMeanwhile:
        return _preview(_checked(_reading(request), content), content, request, meanwhile=MEANWHILE)
    return see_other(address_of_edition(request, edition))


def _reading(request: Request) -> Application:
    """Return the application outside the transaction: what is only looked at keeps nobody from writing."""
    application: Application = request.registry.site.outside_transaction()
    return application


def _checked(application: Application, content: bytes) -> Checked:
    return application.check_rules(application.rule_files.read(content))


def _told_what_is_wrong(checked: Checked, content: bytes, request: Request) -> Any:
    seen = {"quoted": quoted(checked.faults, content), "count": len(checked.faults)}
    return _page(FAULTY, 422, request, _again(content, "") | seen)


def _again(content: bytes, fault: str) -> dict[str, Any]:
    """Return what the form shows once more; a text too large is not sent back."""
    text = text_of(content) if len(content) <= MOST_BYTES else ""
    return {"quoted": (), "count": 0, "fault": fault, "text": text, "most_kb": MOST_BYTES // 1000}


def _preview(checked: Checked, content: bytes, request: Request, *, meanwhile: str = "", unconfirmed: str = "") -> Any:
    trial = _reading(request).simulate_rules.some(checked, MOST_JUDGED)
    seen = {
        "changes": checked.changes[:MOST_LISTED],
        "change_count": len(checked.changes),
        "unchanged": checked.unchanged,
        "edition": checked.book.edition,
        "trial": trial,
        "amounts": _amounts(trial),
        "listed": trial.affected[:MOST_LISTED],
        "EFFECTS": EFFECTS,
        "meanwhile": meanwhile,
        "faults": {"confirmed": unconfirmed} if unconfirmed else {},
    }
    status = 409 if meanwhile else 422 if unconfirmed else 200
    return _page(PREVIEW, status, request, _again(content, "") | seen)


def _amounts(trial: Trial) -> Sequence[Amount]:
    counts = Counter(one.effect for one in trial.affected)
    return [Amount(label, counts[effect]) for effect, label in EFFECTS.items()]


def _page(template: str, status: int, request: Request, seen: Mapping[str, Any]) -> Any:
    request.response.status_int = status
    most = {"most_faults": MOST_FAULTS}
    return render_to_response(template, {**seen, **most}, request=request, response=request.response)
