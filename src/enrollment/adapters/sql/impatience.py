"""A connection to PostgreSQL that does not wait for ever.

The server's own time limits end what takes too long, as long as the server is there to keep them; TCP notices when
nobody acknowledges. A server process that is stopped, or lies in wait for its disk, does neither.
"""

from typing import Any

from psycopg import Connection, OperationalError
from psycopg.pq import TransactionStatus

PATIENCE = 7.0  # seconds; more than the server gives any statement


class ImpatientConnection(Connection[Any]):
    """A connection that is given up when an answer takes longer than PATIENCE."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer. Raises OperationalError when there was none, with the connection closed."""
        try:
            return super().wait(gen, interval, timeout or PATIENCE)
        except OperationalError as error:
            if self.info.transaction_status is not TransactionStatus.ACTIVE:
                raise
            self.close()
            raise OperationalError("no answer for too long") from error
