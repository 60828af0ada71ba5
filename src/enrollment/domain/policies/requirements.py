"""Policies about what has to be passed before a course, taken along with it, or not taken besides it."""

from collections.abc import Collection, Iterable

from enrollment.domain.academic_record import CompletedItem, ItemKind
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.notation import written
from enrollment.domain.reasons import CorequisiteMissing, ExcludedBy, PrerequisiteMissing, RepeatLimit
from enrollment.domain.requirements import Result
from enrollment.domain.rules import RepeatRule, Rules
from enrollment.domain.transcript import Transcript
from enrollment.domain.verdict import Met
from enrollment.domain.ways import ways


def prerequisites_are_met(attempt: Attempt) -> PrerequisiteMissing | Met | None:
    """What has to be passed before is passed, or in progress in an earlier term: then it is met on condition."""
    match attempt:
        case Attempt(user=user, course=Course() as course, rules=Rules(prerequisite=asked) as rules) if user and asked:
            transcript = _transcript(attempt, course)
            found = transcript.meets(asked)
            if found.remains is None:
                return Met(PrerequisiteMissing.code, by=_once(found.by), conditional=_once(found.conditional))
            return PrerequisiteMissing(
                requirement=written(asked),
                lacking=transcript.lacks(found.remains),
                ways=ways(found.remains, rules.equivalents),
                unknown=found.result is Result.UNKNOWN,
            )
    return None


def corequisites_are_met(attempt: Attempt) -> CorequisiteMissing | Met | None:
    """What has to be taken along is held in the same term, asked for together with the course, or passed already."""
    match attempt:
        case Attempt(user=user, course=Course() as course, rules=Rules(corequisite=asked) as rules) if user and asked:
            found = _transcript(attempt, course, along=_along(attempt, course)).meets(asked)
            if found.remains is None:
                return Met(CorequisiteMissing.code, by=_once(found.by), conditional=_once(found.conditional))
            return CorequisiteMissing(
                requirement=written(asked),
                ways=ways(found.remains, rules.equivalents),
                unknown=found.result is Result.UNKNOWN,
            )
    return None


def _once(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _along(attempt: Attempt, course: Course) -> frozenset[str]:
    on_record = (item.code for item in attempt.record.completed if item.in_progress and item.term == course.term)
    return frozenset((*on_record, *(other.code for other in attempt.along)))


def nothing_excludes_it(attempt: Attempt) -> ExcludedBy | Met | None:
    """No course that rules this one out, nor an equivalent of one, has been passed or is being taken.

    Whether the course itself may be taken again is the business of the repeat rule.
    """
    match attempt:
        case Attempt(user=user, course=Course() as course, rules=Rules(excluded=asked) as rules) if user and asked:
            codes = asked.union(*map(rules.counting_as, asked)) - {course.code}
            items = _on_record(attempt, codes)
            passed = {item.code for item in items if not item.in_progress and rules.grades.is_pass(item.grade)}
            held = {item.code for item in items if item.in_progress}.union(code for code, _ in _seats(attempt, codes))
            if passed or held:
                return ExcludedBy(passed=tuple(sorted(passed)), held=tuple(sorted(held - passed)))
            return Met(ExcludedBy.code)
    return None


def may_be_repeated(attempt: Attempt) -> RepeatLimit | Met | None:
    """A course taken before, or an equivalent of it, may be taken again as often as the rule says.

    What is in progress is an attempt as well; a test or a transfer is none, yet its grade counts.
    """
    match attempt:
        case Attempt(user=user, course=Course() as course, rules=Rules(repeat=RepeatRule() as rule) as rules) if user:
            taken = _taken(attempt, course)
            attempts = sum(item.kind is ItemKind.COURSE for item in taken)
            graded = [item.grade for item in taken if not item.in_progress]
            best = rules.grades.best(tuple(grade for grade in graded if grade))
            if rule.most_attempts is not None and attempts >= rule.most_attempts:
                return RepeatLimit(attempts=attempts, most_attempts=rule.most_attempts, best=best)
            below = rule.only_below
            if below is not None and any(rules.grades.is_pass(grade, below) for grade in graded):
                return RepeatLimit(attempts=attempts, best=best, only_below=below)
            in_progress = dict.fromkeys(item.code for item in taken if item.in_progress and below is not None)
            return Met(RepeatLimit.code, conditional=tuple(in_progress)) if taken else None
    return None


def _taken(attempt: Attempt, course: Course) -> list[CompletedItem]:
    """Return what counts as the course. Its sections in one term are one attempt: a lecture and its lab."""
    same = attempt.rules.counting_as(course.code)
    seats = [CompletedItem(code=code, term=term, in_progress=True) for code, term in _seats(attempt, same)]
    return [
        item
        for item in (*_on_record(attempt, same), *seats)
        if not (item.in_progress and (item.code, item.term) == (course.code, course.term))
    ]


def _transcript(attempt: Attempt, course: Course, along: frozenset[str] = frozenset()) -> Transcript:
    """Return what is on record or held, where what is in progress when the course begins comes too late."""
    at_the_time = (other.code for other in attempt.terms if attempt.term and not other.may_be_over_before(attempt.term))
    too_late = {course.term, *at_the_time}
    in_time = {other.code for other in attempt.held + attempt.together if other.term not in too_late}
    seats = frozenset(code for code, term in _seats(attempt, in_time) if term not in too_late)
    return Transcript(attempt.rules, attempt.record.by_code, seats=seats, along=along, too_late=too_late)


def _on_record(attempt: Attempt, codes: Iterable[str]) -> list[CompletedItem]:
    return [item for code in codes for item in attempt.record.by_code.get(code, ())]


def _seats(attempt: Attempt, codes: Collection[str]) -> Iterable[tuple[str, str]]:
    """Return code and term of what is held or asked for as well, but for what is on record in that term."""
    seats = {(course.code, course.term): None for course in attempt.held + attempt.together if course.code in codes}
    return [
        (code, term)
        for code, term in seats
        if not any(item.term == term for item in attempt.record.by_code.get(code, ()))
    ]
