"""What a reason is: one fact that stands against an attempt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class Category(StrEnum):
    """The five kinds of error of the user's document (Error Handling Strategy)."""

    NETWORK = "network"
    AUTH = "auth"
    VALIDATION = "validation"
    BUSINESS = "business"
    SERVER = "server"


class Who(StrEnum):
    """Who can change the fact a reason rests on."""

    YOU = "you"
    INSTRUCTOR = "instructor"
    REGISTRAR = "registrar"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that stands against an attempt. The fields of a subclass are its evidence."""

    code: ClassVar[str]
    category: ClassVar[Category] = Category.BUSINESS
    who: ClassVar[Who] = Who.REGISTRAR

    @property
    def is_unknown(self) -> bool:
        """Whether nobody can tell from the record, so that a person has to decide."""
        return False

    @property
    def changes_at(self) -> datetime | None:
        """The next instant at which the answer can flip by itself; None when no instant is known."""
        return None
