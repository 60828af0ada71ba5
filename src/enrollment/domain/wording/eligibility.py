"""The words for what stands against an attempt on the side of the student: the academic rules."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.domain.reasons import (
    Clash,
    ConsentRequired,
    CorequisiteMissing,
    ExcludedBy,
    GroupRestricted,
    Held,
    Lack,
    OnHold,
    PrerequisiteMissing,
    Reason,
    RepeatLimit,
    SeatsReserved,
    TimeConflict,
    UnitLimit,
)
from enrollment.domain.timetable import KINDS, date_in_words
from enrollment.domain.wording.words import Words, instant_in_words, listed, number


def _on_hold(reason: OnHold, campus: ZoneInfo) -> Words:
    owners = listed(sorted({hold.owner for hold in reason.holds}))
    said = "; ".join(_held(hold, campus) for hold in reason.holds)
    return Words(f"Your registration is on hold: {said}.", f"Ask {owners} to lift the hold.")


def _held(hold: Held, campus: ZoneInfo) -> str:
    until = f" until {instant_in_words(hold.until, campus)}" if hold.until else ""
    return f"{hold.note} ({hold.owner}){until}"


def _restricted(reason: GroupRestricted, campus: ZoneInfo) -> Words:
    groups = listed(reason.groups, "or")
    return Words(f"This course is for {groups}.", "Choose another course, or ask the department for a permit.")


def _prerequisite(reason: PrerequisiteMissing, campus: ZoneInfo) -> Words:
    remedy = _first_of(tuple(tuple(_asked(item, reason.lacking) for item in way) for way in reason.ways), "Pass")
    if reason.unknown:
        return _to_be_judged("prerequisite", reason.requirement, remedy)
    if len(reason.ways) == 1 and len(reason.ways[0]) == len(reason.lacking):
        missing = "A prerequisite is missing" if len(reason.lacking) == 1 else "Prerequisites are missing"
        return Words(f"{missing}: {'; '.join(map(_lack, reason.lacking))}.", remedy)
    message = f"You do not meet the prerequisite: {_plainly(reason.requirement)}"
    known = "; ".join(_lack(lack) for lack in reason.lacking if lack.has)
    return Words(f"{message}. {known}." if known else f"{message}.", remedy)


def _asked(item: str, lacking: tuple[Lack, ...]) -> str:
    """The item with the grade it takes, where that is one grade only."""
    needs = {lack.needs for lack in lacking if lack.item == item}
    needed = needs.pop() if len(needs) == 1 else None
    return f"{item} with at least {needed}" if needed else item


def _to_be_judged(what: str, requirement: str, remedy: str) -> Words:
    return Words(f"Whether you meet the {what} has to be judged by a person: {_plainly(requirement)}.", remedy)


def _plainly(requirement: str) -> str:
    """The notation without the word that marks prose, and without a full stop of its own."""
    return requirement.replace('prose "', '"').removesuffix(".")


def _lack(lack: Lack) -> str:
    match lack:
        case Lack(needs=str(needs), has=str(has)):
            return f"{lack.item}: you have {has}, it takes {needs}"
        case Lack(needs=str(needs)):
            return f"{lack.item} with at least {needs}"
        case Lack(has=str(has)):
            return f"{lack.item}: you have {has}, which is no pass"
    return lack.item


def _first_of(ways: tuple[tuple[str, ...], ...], verb: str) -> str:
    if not ways:
        return "Ask the department for a permit."
    return f"{verb} {'; or '.join(map(listed, ways))}; or ask the department for a permit."


def _corequisite(reason: CorequisiteMissing, campus: ZoneInfo) -> Words:
    remedy = _first_of(reason.ways, "Put into the same plan and submit together:")
    if reason.unknown:
        return _to_be_judged("co-requisite", reason.requirement, remedy)
    return Words(f"This course is taken together with {_plainly(reason.requirement)}.", remedy)


def _excluded(reason: ExcludedBy, campus: ZoneInfo) -> Words:
    done = [f"have passed {listed(reason.passed)}"] if reason.passed else []
    done += [f"are taking {listed(reason.held)}"] if reason.held else []
    remedy = (
        "Choose another course." if reason.passed else f"Drop {listed(reason.held)} first, or choose another course."
    )
    return Words(f"This course cannot be taken as well: you {listed(done)}.", remedy)


def _repeat(reason: RepeatLimit, campus: ZoneInfo) -> Words:
    remedy = "Ask the department for a permit."
    if reason.only_below is not None:
        best = f"you have {reason.best}" if reason.best else "you have passed it"
        return Words(f"It may be repeated only after a grade below {reason.only_below}, and {best}.", remedy)
    times = "once" if reason.attempts == 1 else f"{reason.attempts} times"
    return Words(f"You have taken this course {times}, as often as it may be.", remedy)


def _conflict(reason: TimeConflict, campus: ZoneInfo) -> Words:
    courses = listed(sorted({clash.course for clash in reason.clashes}))
    said = "; ".join(map(_clash, reason.clashes[:3]))
    more = len(reason.clashes) - 3
    and_more = f"; and {more} more" if more > 0 else ""
    return Words(
        f"It meets at the same time as {courses}: {said}{and_more}.", f"Choose another section, or drop {courses}."
    )


def _clash(clash: Clash) -> str:
    when = date_in_words(clash.on) if clash.on else clash.day
    kinds = f"its {_kind(clash.kind)} and the {_kind(clash.other_kind)} of {clash.course}"
    return f"{when} {clash.starts:%H:%M}–{clash.ends:%H:%M} ({kinds})"


def _kind(kind: str) -> str:
    return KINDS.get(kind, kind).lower()


def _units(reason: UnitLimit, campus: ZoneInfo) -> Words:
    held, asked, limit = number(reason.held), number(reason.asked), number(reason.limit)
    within = f"now ({reason.group})" if reason.group else "in a term"
    remedy = "Drop another course, or ask the registrar for more units."
    if reason.until:
        remedy = f"Drop another course, or come back on {instant_in_words(reason.until, campus)}."
    return Words(f"You hold {held} units and this course has {asked}; the most is {limit} {within}.", remedy)


def _consent(reason: ConsentRequired, campus: ZoneInfo) -> Words:
    if reason.requested_at:
        since = instant_in_words(reason.requested_at, campus)
        return Words(f"You asked for the consent of the {reason.by} on {since}.", "Wait for the answer.")
    return Words(f"It takes the consent of the {reason.by}.", "Ask for it on the page of the course.")


def _reserved(reason: SeatsReserved, campus: ZoneInfo) -> Words:
    seats = "The only free seat is" if reason.free == 1 else f"The {reason.free} free seats are"
    message = f"{seats} reserved for {listed(reason.groups)}."
    if reason.released_at:
        return Words(
            message, f"What is left of them is for everybody from {instant_in_words(reason.released_at, campus)}."
        )
    return Words(message, "Choose another section.")


ELIGIBILITY: Mapping[type[Reason], Words | Callable[[Any, ZoneInfo], Words]] = {
    OnHold: _on_hold,
    GroupRestricted: _restricted,
    PrerequisiteMissing: _prerequisite,
    CorequisiteMissing: _corequisite,
    ExcludedBy: _excluded,
    RepeatLimit: _repeat,
    TimeConflict: _conflict,
    UnitLimit: _units,
    ConsentRequired: _consent,
    SeatsReserved: _reserved,
}
