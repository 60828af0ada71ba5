"""Letters into a folder, where anybody who runs the system may read them."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from enrollment.adapters.mail.addresses import AddressRefused
from enrollment.adapters.mail.letters import Letters
from enrollment.adapters.mail.serialising import LetterAltered, serialised
from enrollment.domain.deliveries import Outcome
from enrollment.domain.notices import Notice
from enrollment.ports.notifier import NotDelivered


class FileNotifier:
    """The port Notifier, into files: ``<notice id>.eml``, one for each notice however often it is sent."""

    def __init__(self, folder: str | Path, letters: Letters) -> None:
        self._folder = Path(folder)
        self._letters = letters

    def send(self, notice: Notice, on_handover: Callable[[], object]) -> None:
        """Write the letter; nobody ever sees half of one, or two. Raises NotDelivered."""
        try:
            letter = serialised(self._letters.compose(notice))
            self._write(f"{notice.id}.eml", letter)
        except (AddressRefused, LetterAltered) as error:
            raise NotDelivered(str(error), Outcome.REFUSED) from error
        except OSError as error:
            raise NotDelivered(str(error), Outcome.TEMPORARY) from error

    def _write(self, name: str, letter: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, prefix=".", suffix=".part", delete=False) as part:
            try:
                part.write(letter)
                part.flush()
                os.fsync(part.fileno())
                os.replace(part.name, self._folder / name)
            except OSError:
                os.unlink(part.name)
                raise
