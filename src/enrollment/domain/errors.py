"""What goes wrong. An error is raised and its work undone; a refusal is a verdict, kept and returned."""

from typing import ClassVar

from enrollment.domain.reasons import Category


class DomainError(Exception):
    """Something that stops an act. ``code`` is public and stable; ``str()`` says it in words."""

    code: ClassVar[str]
    category: ClassVar[Category] = Category.VALIDATION


class CourseUnknown(DomainError):
    """There is no such course, or it is none of the asker's business."""

    code = "course-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such course.")


class EnrollmentUnknown(DomainError):
    """There is no such enrollment, or it is somebody else's."""

    code = "enrollment-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such enrollment.")


class ReceiptUnknown(DomainError):
    """There is no such receipt, or it is somebody else's."""

    code = "receipt-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such receipt.")


class MessageUnknown(DomainError):
    """There is no such mail, and no such parked message."""

    code = "message-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such mail or message.")


class PlanFull(DomainError):
    """A plan would have more courses than a submission may."""

    code = "plan-full"

    def __init__(self) -> None:
        super().__init__("A plan has 20 courses at most. Remove one first.")


class RequirementUnreadable(DomainError):
    """The text is no requirement in its notation. ``column`` counts the characters before the fault, from 1."""

    code = "requirement-unreadable"

    def __init__(self, column: int = 1, expected: str = "a requirement", found: str = "the end") -> None:
        super().__init__(f"At column {column} of the requirement: expected {expected}, found {found}.")
        self.column = column


class KeyReused(DomainError):
    """The idempotency key was used before, for something else."""

    code = "idempotency-key-reused"

    def __init__(self) -> None:
        super().__init__("This idempotency key was used before, for a different request. Use a new key.")


class StudentBusy(DomainError):
    """Another request of the same student is still running."""

    code = "request-in-progress"
    category = Category.SERVER

    def __init__(self) -> None:
        super().__init__("Another request of yours is still being processed. Try again in a moment.")


class CourseContended(DomainError):
    """Seats came and went faster than the decision could be made, several times in a row."""

    code = "course-contended"
    category = Category.SERVER

    def __init__(self) -> None:
        super().__init__("So many people are enrolling in this course that yours could not be decided. Try again.")


class Unavailable(DomainError):
    """The record cannot be reached just now. Nothing was done; the same request may succeed in a moment."""

    code = "service-unavailable"
    category = Category.SERVER

    def __init__(self) -> None:
        super().__init__("The service is busy or being restarted. Nothing was changed. Try again in a moment.")


class LockTimeout(Unavailable):
    """Somebody else holds what this needs, and has for too long."""

    code = "lock-timeout"


class OutcomeUnknown(Unavailable):
    """The record was lost sight of while it was being kept: what was asked for is done, or it is not."""

    code = "outcome-unknown"

    def __init__(self) -> None:
        DomainError.__init__(
            self,
            "The connection broke just as this was being saved, so it is not known whether it was. "
            "Send the same request once more to find out: under the same key it is never carried out twice.",
        )


class EmailTaken(DomainError):
    """An account with the address exists already."""

    code = "email-taken"

    def __init__(self) -> None:
        super().__init__("An account with this e-mail address exists already.")


class InvalidToken(DomainError):
    """The token speaks for nobody: forged, expired, or not meant for us. It is never said which."""

    code = "invalid-token"
    category = Category.AUTH

    def __init__(self) -> None:
        super().__init__("The access token is not valid.")


class InvalidGrant(DomainError):
    """The credentials or the refresh token given are wrong, expired, used up or revoked. It is never said which."""

    code = "invalid-grant"
    category = Category.AUTH

    def __init__(self) -> None:
        super().__init__("The credentials are not valid.")
