"""Letters to students, and the ways they leave the house."""

from urllib.parse import urlsplit

from enrollment.adapters.mail.files import FileNotifier
from enrollment.adapters.mail.letters import Letters
from enrollment.adapters.mail.smtp import SCHEMES, SmtpNotifier

__all__ = ["FileNotifier", "Letters", "SmtpNotifier", "notifier_for"]


def notifier_for(url: str, letters: Letters) -> FileNotifier | SmtpNotifier:
    """Return the notifier the URL calls for: ``maildir:FOLDER`` for files, or an SMTP server's. Raises ValueError."""
    address = urlsplit(url)
    if address.scheme == "maildir" and address.path:
        return FileNotifier(address.path, letters)
    if address.scheme in SCHEMES:
        return SmtpNotifier(url, letters)
    raise ValueError(f"{url.split(':')[0]}: mail goes to maildir:FOLDER, or to one of {', '.join(SCHEMES)}")
