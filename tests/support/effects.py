"""What each message of the outbox came to: pure functions over multisets of what is on record and what was received."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A delivery on record, under a message's id; ``ambiguous`` attempts are those whose outcome nobody knows."""

    id: str
    state: str
    ambiguous: int


def violations(
    messages: Iterable[str], handled: Iterable[str], mails: Iterable[Mail], got: Iterable[str]
) -> Iterator[str]:
    """Return a line for each message that is not handled once, and mailed once, in the end.

    ``messages`` are the ids of those that call for a mail, ``handled`` what the consumer noted, ``mails`` the
    deliveries and ``got`` the ids of the letters that a mail server accepted. Of each there is one; only a letter may
    have come once more for each ambiguous attempt.
    """
    sent, noted, accepted = Counter(messages), Counter(handled), Counter(got)
    known = {mail.id: mail for mail in mails}
    for name, there in (("handled", noted), ("a delivery", Counter(known.keys()))):
        yield from (f"lost: message {one} is not {name}" for one in sent - there)
        yield from (f"invented: {name} is message {one}" for one in there - sent)
    yield from (f"invented: a letter has the id {one}" for one in accepted.keys() - sent.keys())
    for mail in known.values():
        yield from _misdelivered(mail, accepted[mail.id])


def _misdelivered(mail: Mail, copies: int) -> Iterator[str]:
    if mail.state != "accepted":
        yield f"unfinished: mail {mail.id} is {mail.state}"
    if not copies:
        yield f"lost: nobody has mail {mail.id}"
    if copies > 1 + mail.ambiguous:
        yield f"doubled: mail {mail.id} came {copies} times, with {mail.ambiguous} attempts unaccounted for"
