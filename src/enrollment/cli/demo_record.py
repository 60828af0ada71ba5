"""The demo student's academic record: enough of it for a verdict to have something to say."""

from enrollment.domain.academic_record import AcademicRecord, CompletedItem, ItemKind

RECORD = AcademicRecord(
    standing="junior",
    programme="CG25",
    cohort="2019",
    completed=(
        CompletedItem(code="AP Calculus AB", term="SP19", kind=ItemKind.TEST),
        CompletedItem(code="MATH 10A", grade="B+", term="FA20"),
        CompletedItem(code="MATH 10B", grade="C+", term="WI21"),
        CompletedItem(code="COGS 18", grade="A-", term="SP21"),
        CompletedItem(code="CSE 8A", grade="B", term="FA21"),
        CompletedItem(code="COGS 14A", term="WI22", in_progress=True),
    ),
)
