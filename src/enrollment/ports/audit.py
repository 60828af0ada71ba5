"""The audit: what must hold, recomputed from what is on record."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.identifiers import CourseId

# How long a message may be on its way, published and not yet handled, before somebody should ask where it is; and how
# long an offer that is over may wait for its end.
IN_TRANSIT = timedelta(minutes=10)


class Audit(Protocol):
    """Reads the whole record for what is wrong with it; a long one needs no more memory than a short one."""

    def violations(self, at: datetime) -> Iterator[str]:
        """Yield one line a violation, beginning with the invariant's name; none when all is well.

        What happened less than IN_TRANSIT before ``at`` may be on its way.
        """

    def jumped(self) -> Iterator[tuple[CourseId, str, str]]:
        """Yield each seat that somebody took who did not wait, while somebody waited whom nobody had looked at.

        It comes with the course and the version of the rules that judged: where these gave seats in batches, some may
        have been left to newcomers meanwhile.
        """

    def files(self) -> Iterator[StudentFile]:
        """Yield the file of every student there is anything about."""
