"""Whatever was done by the rules, nothing is wrong with it."""


def test_nothing_is_wrong_with_a_campus_that_was_lived_in(campus):
    assert campus.violations() == []


def test_nor_is_it_in_memory(remembered):
    assert remembered.violations() == []
