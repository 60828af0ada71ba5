"""The other sections of a course: which could be taken instead of it, and which are taken along with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from enrollment.application.preview_enrollment import Preview
from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies import decide
from enrollment.domain.policies.linked import as_if_complete, kinds_missing
from enrollment.domain.reasons import AlreadyEnrolled, AuthRequired, NotPermitted, OnHold, OtherSectionHeld
from enrollment.domain.users import User
from enrollment.domain.verdict import Verdict
from enrollment.domain.what_if import when_it_opens
from enrollment.ports.register import Register

# What stands against one section stands against every other of the course, or is no reason to look for another.
_THE_SAME_FOR_ALL = (AlreadyEnrolled, OtherSectionHeld, NotPermitted, OnHold)
ALTERNATIVES = 5
# How many sections are judged for one page at most.
MOST_ALTERNATIVES = 12
MOST_LINKED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section, and the verdict on taking it along with the course, once its registration is open."""

    course: Course
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSections:
    """The sections to choose from, by the kinds that have to be taken along with a course.

    ``verdict`` is that on the course itself, once its registration is open and a section of each kind is taken along;
    ``is_open``: that is the case already.
    """

    kinds: Sequence[tuple[str, Sequence[Section]]]
    verdict: Verdict
    is_open: bool

    @property
    def can_be_taken(self) -> bool:
        """Whether nothing stands against the course, and of each kind there is a section nothing stands against."""
        return self.verdict.allowed and all(
            any(section.verdict.allowed for section in sections) for _, sections in self.kinds
        )

    @property
    def may_be_waited_for(self) -> bool:
        """Whether the course and a section of each kind can be waited for together: nothing but seats is missing."""
        within_reach = _is_within_reach(self.verdict) and all(
            any(_is_within_reach(section.verdict) for section in sections) for _, sections in self.kinds
        )
        return self.is_open and within_reach and not self.can_be_taken


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSections:
    """Judge other sections of a course somebody looks at, as they would be judged. It promises nothing."""

    register: Register
    foresee: Foresee

    def instead_of(self, preview: Preview, user: User | None) -> Sequence[Course]:
        """Return the first few sections the user can take now; for nobody in particular, those anybody could.

        Where another section cannot help, none is looked for; else it takes one round trip.
        """
        attempt = preview.attempt
        verdict = decide(as_if_complete(attempt)) if kinds_missing(attempt) else preview.verdict
        against = [reason for reason in verdict.reasons if not isinstance(reason, AuthRequired)]
        if not against or any(isinstance(reason, _THE_SAME_FOR_ALL) for reason in against):
            return ()
        at, about = attempt.at, user.id if user else None
        found = self.register.facts_about_sections(preview.course, about, open_at=at, most=MOST_ALTERNATIVES)
        attempts = (self.foresee(facts.attempt(at, user)) for facts in found)
        judged = ((attempt.course, decide(as_if_complete(attempt))) for attempt in attempts)
        return [course for course, verdict in judged if course and _is_open_to(verdict)][:ALTERNATIVES]

    def along_with(
        self, attempt: Attempt, user: User, *, giving_up: Collection[CourseId] = ()
    ) -> LinkedSections | None:
        """Return the sections of the kinds the attempt lacks, with these courses given up.

        None, and no round trip, where none is lacking, or the course is held already.
        """
        missing, course = kinds_missing(attempt), attempt.course
        if not missing or course is None or attempt.enrollment:
            return None
        itself = when_it_opens(attempt)
        found = self.register.facts_about_sections(course, user.id, most=MOST_LINKED)
        sections = [
            Section(course=facts.course, verdict=decide(as_if_complete(when_it_opens(with_it.giving_up(giving_up)))))
            for facts in found
            if facts.course and not facts.enrollment
            for with_it in [facts.attempt(attempt.at, user, together=(course,))]
        ]
        return LinkedSections(
            kinds=[(kind, [one for one in sections if one.course.section_kind == kind]) for kind in missing],
            verdict=decide(as_if_complete(itself)),
            is_open=itself.at == attempt.at,
        )


def _is_within_reach(verdict: Verdict) -> bool:
    return verdict.allowed or verdict.may_wait


def _is_open_to(verdict: Verdict) -> bool:
    return all(isinstance(reason, AuthRequired) for reason in verdict.reasons)
