"""A student's academic record, for the institution's own systems."""

from typing import Annotated, Any

from pydantic import Field
from pyramid.view import view_config

from enrollment.domain.academic_record import AcademicRecord, CompletedItem, Hold, ItemKind
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Permission
from enrollment.web.api.exchange import Asked, invalid
from enrollment.web.api.shapes import Answer, Id, Instant, instant
from enrollment.web.api.texts import Text
from enrollment.web.problems import Fault
from enrollment.web.request import Request
from enrollment.web.resources import StudentResource

MOST_ITEMS = 500
WRITE = Permission.WRITE_RECORDS.value
Word = Annotated[Text, Field(max_length=60)]
Code = Annotated[Text, Field(min_length=1, max_length=60)]


class ItemAsked(Asked):
    """A completed item. ``code`` says which, as the rules name it; ``grade`` is null where there is none."""

    code: Code
    grade: Annotated[Text, Field(min_length=1, max_length=10)] | None = None
    term: Annotated[Text, Field(max_length=20)] = ""
    kind: Annotated[str, Field(pattern="^(course|transfer|test)$")] = ItemKind.COURSE.value
    in_progress: bool = False


class RecordAsked(Asked):
    """All there is to a student's record but the holds. Every member is given: what is left out would be lost."""

    standing: Word
    programme: Word
    cohort: Word
    completed: list[ItemAsked] = Field(max_length=MOST_ITEMS)


class ItemShape(Answer):
    """A completed item of a record."""

    code: str
    grade: str | None
    term: str
    kind: str
    in_progress: bool


class HoldShape(Answer):
    """A hold on a student: who can lift it, what it is about, what it keeps the student from, and until when."""

    owner: str
    note: str
    blocks: list[str]
    expires_at: Instant | None

    @classmethod
    def of(cls, hold: Hold) -> "HoldShape":
        """Show the hold."""
        blocks = sorted(act.value for act in hold.blocks)
        return cls(owner=hold.owner, note=hold.note, blocks=blocks, expires_at=instant(hold.expires_at))


class RecordShape(Answer):
    """A student's academic record."""

    student_id: Id
    standing: str
    programme: str
    cohort: str
    completed: list[ItemShape]
    holds: list[HoldShape]

    @classmethod
    def of(cls, student_id: UserId, record: AcademicRecord) -> "RecordShape":
        """Show the record."""
        return cls(
            student_id=str(student_id),
            standing=record.standing,
            programme=record.programme,
            cohort=record.cohort,
            completed=[_item(item) for item in record.completed],
            holds=[HoldShape.of(hold) for hold in record.holds],
        )


@view_config(
    route_name="api.v1.record", request_method="GET", permission=WRITE, answer=RecordShape, problems=(403, 404)
)
def read(resource: StudentResource, request: Request) -> RecordShape:
    """Read a student's record."""
    student = request.application.put_record.student(resource.student_id)
    return RecordShape.of(student.id, request.application.academic_records.of(student.id))


@view_config(
    route_name="api.v1.record",
    request_method="PUT",
    permission=WRITE,
    body=RecordAsked,
    answer=RecordShape,
    problems=(403, 404),
)
def put(resource: StudentResource, request: Request) -> Any:
    """Put a student's record in place of the one before. Holds stay as they are."""
    assert request.identity is not None
    asked: RecordAsked = request.asked
    record = AcademicRecord(
        standing=asked.standing,
        programme=asked.programme,
        cohort=asked.cohort,
        completed=tuple(map(_completed, asked.completed)),
    )
    put_record = request.application.put_record
    faults = [
        Fault(
            pointer=f"#/completed/{fault.place}/{fault.member}", detail=f"This {fault.problem}.", code="invalid-member"
        )
        for fault in put_record.faults(record)
    ]
    if faults:
        raise invalid(faults[:50])
    kept = put_record(request.identity, resource.student_id, record, origin=request.origin)
    return RecordShape.of(resource.student_id, kept)


def _item(item: CompletedItem) -> ItemShape:
    return ItemShape(
        code=item.code, grade=item.grade, term=item.term, kind=item.kind.value, in_progress=item.in_progress
    )


def _completed(asked: ItemAsked) -> CompletedItem:
    kind = ItemKind(asked.kind)
    return CompletedItem(code=asked.code, grade=asked.grade, term=asked.term, kind=kind, in_progress=asked.in_progress)
