"""The words for what stands against an attempt on the side of the course's other sections."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.domain.reasons import OtherSection, OtherSectionHeld, Reason
from enrollment.domain.wording.words import Words, listed


def _other_section(reason: OtherSectionHeld, campus: ZoneInfo) -> Words:
    held, asked = _names(reason.held), _names(reason.asked)
    taken = [f"hold {listed(held)}"] if held else []
    taken += [f"ask for {listed(asked)} as well"] if asked else []
    remedy = f"Swap sections, or drop {listed(held)} first." if held else "Ask for one of them only."
    return Words(f"A student takes one section of a course, and you {listed(taken)}.", remedy)


def _names(sections: tuple[OtherSection, ...]) -> tuple[str, ...]:
    return tuple(section.course for section in sections)


SECTIONS: Mapping[type[Reason], Words | Callable[[Any, ZoneInfo], Words]] = {OtherSectionHeld: _other_section}
