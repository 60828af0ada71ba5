"""Groups of students, said by what they have in common."""

from dataclasses import dataclass

from enrollment.domain.academic_record import AcademicRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Who belongs: of any of the standings, and of any of the programmes, and so on; what is empty asks nothing.

    ``students`` are normalised e-mail addresses: whoever is named belongs, whatever else is asked.
    """

    name: str
    standings: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    students: frozenset[str] = frozenset()

    def includes(self, record: AcademicRecord, email: str) -> bool:
        """Whether the student belongs."""
        if email in self.students:
            return True
        if not (self.standings or self.programmes or self.cohorts):
            return not self.students
        return (
            (not self.standings or record.standing in self.standings)
            and (not self.programmes or record.programme in self.programmes)
            and (not self.cohorts or record.cohort in self.cohorts)
        )
