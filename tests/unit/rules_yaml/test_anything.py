"""Whatever is in the file, reading it ends in values and faults, never in an error."""

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.unit.rules_yaml.reading import faults, read
from tests.unit.rules_yaml.test_reading import WHOLE

_PIECES = some.sampled_from(
    ["{", "}", "[", "]", ":", "- ", "*g", "&h ", "~", '"', "'", "|\n", "? ", "<<: ", "!!set ", "\n", "\\0"]
)


@given(some.binary(max_size=200))
def test_any_bytes(content):
    assert read(content).faults or not read(content).sets


@settings(max_examples=200, deadline=None)
@given(some.integers(0, len(WHOLE)), some.integers(0, 30), _PIECES | some.text(max_size=5))
def test_a_file_with_a_slip_anywhere(place, lost, slipped):
    text = WHOLE[:place] + slipped + WHOLE[place + lost :]

    for fault in faults(text.encode(errors="surrogatepass")):
        line, column, _ = fault.split(":", 2)
        assert 1 <= int(line) <= text.count("\n") + 2
        assert int(column) >= 1
