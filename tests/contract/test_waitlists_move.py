"""The port Waitlists: staff give somebody another place in line."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.waitlist import EntryStatus
from tests.contract.given import an_offered_course
from tests.contract.stores import MemoryStore
from tests.contract.waiting import in_line, line_of, offered
from tests.support.build import NOON


@pytest.fixture
def line(ports, course):
    """Four who wait for the course."""
    return [in_line(ports, course) for _ in range(4)]


@pytest.mark.parametrize(
    ("mover", "position", "has_then", "order"),
    [
        (3, 1, 1, [3, 0, 1, 2]),
        (0, 3, 3, [1, 2, 0, 3]),
        (1, 4, 4, [0, 2, 3, 1]),
        (2, 99, 4, [0, 1, 3, 2]),
        (2, 0, 1, [2, 0, 1, 3]),
        (2, 3, 3, [0, 1, 2, 3]),
    ],
)
def test_it_stands_where_it_was_moved_to_and_the_others_keep_their_order(
    ports, course, line, mover, position, has_then, order
):
    assert ports.waitlists.move(line[mover].id, course.id, position=position) == has_then
    assert line_of(ports, course) == [line[number] for number in order]


def test_a_place_tells_where_somebody_stands_by_now(ports, course, line):
    ports.waitlists.move(line[3].id, course.id, position=2)

    positions = [ports.register.facts(course.id, entry.student_id).place.position for entry in line]

    assert positions == [1, 3, 4, 2]


def test_who_comes_later_stands_behind_all_that_were_moved(ports, course, line):
    ports.waitlists.move(line[0].id, course.id, position=4)

    newcomer = in_line(ports, course)

    assert line_of(ports, course) == [*line[1:], line[0], newcomer]


def test_nobody_is_moved_in_another_line(ports, course):
    other = an_offered_course(ports)
    first, both = in_line(ports, other), in_line(ports, course, other)

    assert ports.waitlists.move(both.id, course.id, position=1) == 1
    assert line_of(ports, other) == [first, both]


def test_those_who_left_are_passed_over(ports, course, line):
    offered(ports, line[0], course)
    ports.waitlists.put(line[1].ended(EntryStatus.LEFT, NOON))

    assert ports.waitlists.move(line[3].id, course.id, position=1) == 1
    assert line_of(ports, course) == [line[3], line[2]]


@pytest.mark.parametrize("gone", ["left", "offered", "elsewhere", "nowhere"])
def test_who_does_not_wait_there_is_not_moved(ports, course, line, gone):
    match gone:
        case "left":
            ports.waitlists.put(line[1].ended(EntryStatus.LEFT, NOON))
        case "offered":
            offered(ports, line[1], course)
    course_id = an_offered_course(ports).id if gone == "elsewhere" else course.id
    entry_id = uuid4() if gone == "nowhere" else line[1].id
    before = line_of(ports, course)

    assert ports.waitlists.move(entry_id, course_id, position=1) is None
    assert line_of(ports, course) == before


MOVES = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), max_size=6)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_moved_again_and_again_it_is_the_same_line_everywhere(store, moves):
    lines = []
    for one in (store, MemoryStore(MemoryRecords())):
        course = an_offered_course(one.ports)
        line = [in_line(one.ports, course) for _ in range(5)]
        for number, position in moves:
            one.ports.waitlists.move(line[number].id, course.id, position=position)
        lines.append([line.index(entry) for entry in line_of(one.ports, course)])

    assert lines[0] == lines[1]
