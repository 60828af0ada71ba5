"""The students of a replayed term."""

from uuid import uuid4

from enrollment.cli.replaying.people import MOST, People
from enrollment.cli.replaying.recorded import Pass
from tests.support.terms import AN_HOUR, BEGINS

FIRST = Pass(opens={"seniors": BEGINS, "others": BEGINS + AN_HOUR}, ends=BEGINS + 2 * AN_HOUR)


def people(*passes, made=None):
    """Students, of whom those made are noted."""

    def make(group, number):
        ids = [uuid4() for _ in range(number)]
        if made is not None:
            made.extend(ids)
        return ids

    return People(passes, make, "seed")


def test_nobody_comes_twice_for_one_course():
    those = people()
    came = [those.comes("COGS 1", BEGINS).id for _ in range(1000)]
    assert len(set(came)) == len(came)


def test_whoever_has_one_course_comes_for_others_and_nobody_for_more_than_a_few():
    made = []
    those = people(made=made)
    came = [those.comes(f"COGS {number}", BEGINS) for number in range(200 * MOST)]

    assert len(made) < len(came)
    assert max(len(person.codes) for person in came) <= MOST


def test_who_has_given_a_course_up_comes_for_it_again():
    those = people()
    person = those.comes("COGS 1", BEGINS)
    those.gone(person, "COGS 1")
    assert person in [those.comes("COGS 1", BEGINS) for _ in range(200)]


def test_only_those_come_who_may_register_then():
    those = people(FIRST)
    assert {those.comes(f"COGS {n}", BEGINS).group for n in range(50)} == {"seniors"}
    assert {those.comes(f"MATH {n}", BEGINS + AN_HOUR).group for n in range(50)} == {"seniors", "others"}
    assert {those.comes(f"PHYS {n}", BEGINS + 5 * AN_HOUR).group for n in range(50)} == {"seniors", "others"}


def test_the_lots_are_the_same_each_time():
    drawn = [[those.one_of(1000) for _ in range(20)] for those in (people(), people())]
    assert drawn[0] == drawn[1]
