"""What happens, for whoever reads the log."""

import logging
from collections.abc import Sequence

from enrollment.domain.measures import Measure
from enrollment.domain.plain import to_plain

log = logging.getLogger(__name__)


class LogAnalytics:
    """The port Analytics, into the log: one structured line a measure, at level DEBUG, so that it shows on demand."""

    def count(self, measures: Sequence[Measure]) -> None:
        """Log each measure."""
        for measure in measures:
            log.debug("measured", extra={"measure": to_plain(measure)})
