"""What goes wrong about waiting for seats, and about having one back."""

from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category


class EntryUnknown(DomainError):
    """There is no such place in line, or it is somebody else's, or it is over."""

    code = "waitlist-entry-not-found"

    def __init__(self) -> None:
        super().__init__("You are not waiting there. The place in line may have ended meanwhile.")


class OfferUnknown(DomainError):
    """There is no such offer, or it is somebody else's, or it was taken, declined or withdrawn."""

    code = "offer-not-found"

    def __init__(self) -> None:
        super().__init__("There is no such offer.")


class UndoOver(DomainError):
    """What was given up is the student's to take back for a moment only, and that is over."""

    code = "undo-over"
    category = Category.BUSINESS

    def __init__(self) -> None:
        super().__init__("A drop can be undone for one minute. To have the seat back, enroll again.")


class NothingToWatch(DomainError):
    """The course will give no seat any more."""

    code = "nothing-to-watch"
    category = Category.BUSINESS

    def __init__(self) -> None:
        super().__init__(
            "There will be no seat to tell you of: registration is over, or the course will not take place."
        )


class NoteMissing(DomainError):
    """Staff are to say why they do what the rules do not ask for."""

    code = "note-missing"

    def __init__(self) -> None:
        super().__init__("Say why, for whoever asks later.")


class CourseChanged(DomainError):
    """The course is no longer as whoever wants to change it has seen it."""

    code = "course-changed"
    category = Category.BUSINESS

    def __init__(self) -> None:
        super().__init__("Somebody else has changed the course meanwhile. Look at it again before you change it.")
