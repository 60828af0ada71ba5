"""Requirements as registrars write them in catalogs. What is not surely understood stays prose; nothing is guessed."""

from enrollment.adapters.requirement_texts.hkust import codes_of, requirement_of
from enrollment.adapters.requirement_texts.rpi import precoreqs_of

__all__ = ["codes_of", "precoreqs_of", "requirement_of"]
