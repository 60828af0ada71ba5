"""The week as a drawing, and what in it is at the same time."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as some

from enrollment.domain.catalog import Term
from enrollment.domain.meetings import Day, Meeting
from enrollment.web.pages.timetables import timetables
from enrollment.web.pages.week_drawing import HEAD, HOUR, WIDTH, drawn
from tests.support.build import a_course

TERM = Term(code="SP26", name="", starts_on=date(2026, 3, 30), ends_on=date(2026, 6, 5))
quarters = some.integers(0, 95)


def weekly(starts, ends, *days):
    return Meeting(kind="LE", days=days or (Day.MONDAY,), starts=starts, ends=ends)


@some.composite
def courses(draw):
    """A course whose meetings begin and end at a quarter of an hour."""
    meetings = draw(some.lists(some.tuples(quarters, quarters, some.sampled_from(Day)), max_size=3))
    hours = [(time(one // 4, one % 4 * 15), time(two // 4, two % 4 * 15), day) for one, two, day in meetings]
    return a_course(meetings=tuple(weekly(starts, ends, day) for starts, ends, day in hours))


def overlap(one, two):
    beside = one.x + one.width <= two.x or two.x + two.width <= one.x
    below = one.y + one.height <= two.y or two.y + two.height <= one.y
    return not (beside or below)


@given(some.lists(courses(), max_size=5))
def test_no_two_boxes_cover_each_other_and_all_are_within(given_courses):
    for week in timetables(given_courses):
        drawing = drawn(week)
        boxes = drawing.boxes if drawing else []
        assert not any(overlap(one, two) for place, one in enumerate(boxes) for two in boxes[:place])
        assert all(box.x >= 0 and box.x + box.width <= WIDTH for box in boxes)
        assert all(box.y >= HEAD and box.y + box.height <= drawing.height for box in boxes)


def test_what_is_next_to_each_other_has_the_whole_width_of_its_day():
    back_to_back = [weekly(time(9), time(9, 50)), weekly(time(9, 50), time(10, 50))]
    (week,) = timetables([a_course(meetings=(one,)) for one in back_to_back])
    first, second = drawn(week).boxes
    assert (first.x, first.width) == (second.x, second.width)
    assert second.y - first.y == round(HOUR * 5 / 6, 1)


def test_a_week_without_hours_is_not_drawn_and_the_weekend_only_where_it_is_needed():
    (week,) = timetables([a_course(meetings=(Meeting(kind="LE", days=(Day.MONDAY,)),))])
    assert drawn(week) is None
    (week,) = timetables([a_course(meetings=(weekly(time(9), time(10), Day.SATURDAY),))])
    assert [day for day, _ in drawn(week).days] == [*tuple(Day)[:6]]


def test_conflicts_are_marked_on_the_day_and_the_meeting_they_are_on():
    lectures = weekly(time(9), time(10), Day.MONDAY, Day.WEDNESDAY)
    lab = weekly(time(9, 30), time(11), Day.WEDNESDAY)
    final = Meeting(kind="FI", on=date(2026, 6, 3), starts=time(9), ends=time(12))
    one, two, three = (
        a_course(section=name, meetings=(each,)) for name, each in (("A", lectures), ("B", lab), ("C", final))
    )

    (week,) = timetables([one, two, three], {"SP26": TERM})

    marked = {(day, event.course.section): set(event.clashes_with) for day, events in week.week for event in events}
    assert marked == {
        (Day.MONDAY, "A"): set(),
        (Day.WEDNESDAY, "A"): {two.name, three.name},
        (Day.WEDNESDAY, "B"): {one.name, three.name},
    }
    assert set(week.dated[0].clashes_with) == {one.name, two.name}


def test_each_term_has_a_timetable_of_its_own():
    assert [week.term for week in timetables([a_course(term="WI27"), a_course(term="FA26")])] == ["FA26", "WI27"]
