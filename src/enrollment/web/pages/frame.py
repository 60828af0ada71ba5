"""What stands around every page: made anew for whoever is signed in, and once for all strangers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from enrollment.domain.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The end of the head, and what comes before and after the page's own."""

    head: Markup
    top: Markup
    foot: Markup


class Frames:
    """The frames of pages. ``macros`` are those of ``frame.jinja2``."""

    def __init__(self, macros: Any, campus: Any) -> None:
        self._macros, self._campus = macros, campus
        self._for_strangers: dict[tuple[str, str], Frame] = {}

    def around(self, request: Any, visitor: User | None, paths: Mapping[str, str], csrf_token: Any) -> Frame:
        """Return the frame of the page the request is answered with.

        There are as many for strangers as there are routes, below each root the server was told.
        """
        here = request.matched_route.name if request.matched_route else ""
        place = request.environ.get("SCRIPT_NAME", ""), here
        frame = self._for_strangers.get(place)
        if frame is None:
            frame = self._for_strangers[place] = self._made(paths, here)
        if visitor is None:
            return frame
        return Frame(head=frame.head, top=self._macros.top(paths, here, visitor, csrf_token), foot=frame.foot)

    def _made(self, paths: Mapping[str, str], here: str) -> Frame:
        top = self._macros.top(paths, here, None, None)
        return Frame(head=self._macros.head(paths), top=top, foot=self._macros.foot(self._campus))
