"""What somebody is at the site with, in four classes: enough to compare, too little to recognise anybody."""

import re
from enum import StrEnum

_PROGRAM = re.compile(r"(?<!cu)bot\b|crawl|spider|slurp|preview|facebookexternalhit|monitor|lighthouse", re.IGNORECASE)
_TABLET = re.compile(r"ipad|tablet|playbook|silk|kindle|android(?!.*\bmobile\b)", re.IGNORECASE)
_MOBILE = re.compile(r"mobi|iphone|ipod|android|windows phone|opera mini|blackberry", re.IGNORECASE)
_LOOKED_AT = 512  # characters


class Device(StrEnum):
    """A class of device."""

    MOBILE = "mobile"
    TABLET = "tablet"
    DESKTOP = "desktop"
    PROGRAM = "program"


def device_of(user_agent: str) -> Device:
    """Return the class of device a User-Agent header tells of.

    Every browser calls itself Mozilla (or, long ago, Opera), and hardly a program does, so what does not is a program;
    as is what names itself a robot. A browser that says nothing of a phone or a tablet counts as a desktop. So does an
    iPad that asks for desktop sites, which is how iPads come: it cannot be told from a Mac.

    >>> device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1").value
    'mobile'
    >>> device_of("curl/8.5.0").value
    'program'
    """
    text = user_agent[:_LOOKED_AT]
    if not text.startswith(("Mozilla/", "Opera/")) or _PROGRAM.search(text):
        return Device.PROGRAM
    if _TABLET.search(text):
        return Device.TABLET
    return Device.MOBILE if _MOBILE.search(text) else Device.DESKTOP
