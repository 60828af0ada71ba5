"""What clients lived through, call by call.

A client's every call is an ``invoke`` and what came of it: ``ok`` (acknowledged), ``fail`` (told that nothing was done)
or ``info`` (nobody knows: the line broke, or the answer said so). A call without an end is as good as ``info``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId


class Kind(StrEnum):
    """The beginning of a call, or how it ended."""

    INVOKE = "invoke"
    OK = "ok"
    FAIL = "fail"
    INFO = "info"


class Asked(StrEnum):
    """What was called for. By a swap or by joining a line a student may come to a seat as well as by enrolling."""

    ENROLL = "enroll"
    DROP = "drop"
    SWAP = "swap"
    JOIN = "join"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A line of the history: a call of one client for a student under a key, or its end, at that instant of the client.

    ``enrollment_id`` is the seat an ``ok`` tells of, or that was to be dropped; ``answer`` the very words of an ``ok``;
    ``code`` the reason a ``fail`` gave.
    """

    kind: Kind
    client: str
    key: str
    student_id: UserId
    course_id: CourseId
    asked: Asked = Asked.ENROLL
    enrollment_id: EnrollmentId | None = None
    answer: str = ""
    code: str = ""
    at: datetime | None = None


History = Sequence[Call]
