"""The institution's grades, in their order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GradeScale:
    """The grades from best to worst; those from the best to ``lowest_pass`` are passes.

    Grades outside the order ("P", "S", "CR") are in ``ungraded_passes``: a pass, and no better than the lowest one.
    Whatever is in neither is no pass.
    """

    order: tuple[str, ...]
    lowest_pass: str
    ungraded_passes: frozenset[str] = frozenset()

    def knows(self, grade: str) -> bool:
        """Whether the grade has a place in the order, so that a rule may ask for it."""
        return grade in self.order

    def is_pass(self, grade: str | None, at_least: str | None = None) -> bool:
        """Whether the grade passes, and is no worse than ``at_least``. No grade at all is a plain pass.

        Raises ValueError for an ``at_least`` the scale does not know.
        """
        if grade is None or grade in self.ungraded_passes:
            return at_least is None or self.order.index(at_least) >= self.order.index(self.lowest_pass)
        if grade not in self.order:
            return False
        asked = self.lowest_pass if at_least is None else at_least
        return self.order.index(grade) <= min(self.order.index(asked), self.order.index(self.lowest_pass))

    def best(self, grades: tuple[str, ...]) -> str | None:
        """Return the best of the grades; None where none of them is in the order."""
        known = [grade for grade in grades if grade in self.order]
        return min(known, key=self.order.index) if known else None


# The letter grades of the United States; a D- is the lowest pass, and a rule may ask for more.
LETTER_GRADES = GradeScale(
    ("A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"),
    "D-",
    frozenset({"P", "S", "CR"}),
)
