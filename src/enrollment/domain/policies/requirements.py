"""Policies about what has to be passed before a course, taken along with it, or not taken besides it."""

from collections.abc import Callable, Iterator

from enrollment.domain.academic_record import CompletedItem, ItemKind
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.fulfilment import Fulfilment, evaluate
from enrollment.domain.notation import written
from enrollment.domain.reasons import CorequisiteMissing, ExcludedBy, PrerequisiteMissing, RepeatLimit
from enrollment.domain.requirements import Passed, Result, passes_asked
from enrollment.domain.rules import RepeatRule, Rules
from enrollment.domain.transcript import Transcript
from enrollment.domain.verdict import Met
from enrollment.domain.ways import ways


def prerequisites_are_met(attempt: Attempt) -> PrerequisiteMissing | Met | None:
    """What has to be passed before is passed, or in progress in another term: then it is met on condition."""
    match attempt:
        case Attempt(user=user, course=Course() as course, rules=Rules(prerequisite=asked) as rules) if user and asked:
            transcript = Transcript.of(_before(attempt, course), rules)
            found = evaluate(asked, transcript.fulfils)
            if found.remains is None:
                return Met(PrerequisiteMissing.code, by=_once(found.by), conditional=_once(found.conditional))
            return PrerequisiteMissing(
                requirement=written(asked),
                lacking=tuple(map(transcript.lack, dict.fromkeys(passes_asked(found.remains)))),
                ways=ways(found.remains, rules.equivalents),
                unknown=found.result is Result.UNKNOWN,
            )
    return None


def corequisites_are_met(attempt: Attempt) -> CorequisiteMissing | Met | None:
    """What has to be taken along is held in the same term, asked for together with the course, or passed already."""
    match attempt:
        case Attempt(user=user, course=Course() as course, rules=Rules(corequisite=asked) as rules) if user and asked:
            found = evaluate(asked, _passed_or_along(attempt, course))
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


def _passed_or_along(attempt: Attempt, course: Course) -> Callable[[Passed], Fulfilment]:
    transcript = Transcript.of(_before(attempt, course), attempt.rules)
    on_record = (item.code for item in attempt.record.completed if item.in_progress and item.term == course.term)
    along = {*on_record, *(other.code for other in attempt.along)}

    def fulfils(asked: Passed) -> Fulfilment:
        taken = attempt.rules.same_course(asked.item) & along
        return Fulfilment(Result.MET, (min(taken),)) if taken else transcript.fulfils(asked)

    return fulfils


def nothing_excludes_it(attempt: Attempt) -> ExcludedBy | Met | None:
    """No course that rules this one out, nor an equivalent of one, has been passed or is being taken.

    Whether the course itself may be taken again is the business of the repeat rule.
    """
    match attempt:
        case Attempt(user=user, course=Course() as course, rules=Rules(excluded=asked) as rules) if user and asked:
            codes = asked.union(*map(rules.same_course, asked)) - {course.code}
            passed = {item.code for item in _graded(attempt) if item.code in codes and rules.grades.is_pass(item.grade)}
            held = {item.code for item in _under_way(attempt)} & codes - passed
            if passed or held:
                return ExcludedBy(passed=tuple(sorted(passed)), held=tuple(sorted(held)))
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
    same = attempt.rules.same_course(course.code)
    # The sections of one course in one term are one attempt: a lecture and its lab.
    other = [item for item in _under_way(attempt) if (item.code, item.term) != (course.code, course.term)]
    return [item for item in (*_graded(attempt), *other) if item.code in same]


def _before(attempt: Attempt, course: Course) -> Iterator[CompletedItem]:
    """Yield what is on record, and what is in progress in another term than the course's."""
    yield from _graded(attempt)
    yield from (item for item in _under_way(attempt) if item.term != course.term)


def _graded(attempt: Attempt) -> Iterator[CompletedItem]:
    return (item for item in attempt.record.completed if not item.in_progress)


def _under_way(attempt: Attempt) -> Iterator[CompletedItem]:
    """Yield what is in progress, held or asked for as well; a seat of a term that has been graded is none of these."""
    yield from (item for item in attempt.record.completed if item.in_progress)
    if taken := dict.fromkeys((course.code, course.term) for course in (*attempt.held, *attempt.together)):
        on_record = {(item.code, item.term) for item in attempt.record.completed}
        for code, term in taken:
            if (code, term) not in on_record:
                yield CompletedItem(code=code, term=term, in_progress=True)
