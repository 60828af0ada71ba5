"""What goes wrong about consent, permits, holds and records of students."""

from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category


class ConsentNotRequired(DomainError):
    """There is nothing to ask: the course takes no consent, or the student has it, or sits there already."""

    code = "consent-not-required"
    category = Category.BUSINESS

    def __init__(self) -> None:
        super().__init__("There is no consent to ask for: this course takes none from you.")


class ConsentRequestUnknown(DomainError):
    """There is no such request for consent."""

    code = "consent-request-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such request for consent.")


class StudentUnknown(DomainError):
    """There is no student with that id or address."""

    code = "student-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such student.")


class PermitUnknown(DomainError):
    """There is no such permit for that course."""

    code = "permit-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such permit for this course.")


class NotPermittable(DomainError):
    """A permit was asked for that would set aside what none may: nothing, or a limit of the student or the calendar."""

    code = "rule-not-permittable"

    def __init__(self) -> None:
        super().__init__("A permit names one rule at least, and none but those a permit can set aside.")


class OverAlready(DomainError):
    """What is to last until an instant would be over when it begins."""

    code = "over-already"

    def __init__(self) -> None:
        super().__init__("The end lies in the past.")


class HoldUnknown(DomainError):
    """There is no such hold: it was lifted meanwhile, or never there."""

    code = "hold-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such hold. It may have been lifted meanwhile.")
