"""Numbers as Prometheus reads them, read back by its own client."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from enrollment.web.exposition import Family, Sample, exposed
from enrollment.web.traffic import UP_TO, Traffic


def read(*families):
    """Every sample of the text, by name and labels."""
    parsed = text_string_to_metric_families(exposed(families))
    return {(one.name, *sorted(one.labels.items())): one.value for family in parsed for one in family.samples}


@pytest.mark.parametrize("value", [0, 1, -1, 0.25, 2**53, 1e-9, 1e300, True])
def test_a_number_is_read_back_as_it_was(value):
    assert read(Family("some", "gauge", "Some number.", [Sample(value)])) == {("some",): value}


@pytest.mark.parametrize(
    "text", ["", "a b", 'quotes " in it', "back\\slash", "new\nline", "\\n", "ünïcødé ✓", "a,b={c}"]
)
def test_a_label_is_read_back_as_it_was(text):
    assert read(Family("some", "gauge", "Some.", [Sample(1, {"label": text})])) == {("some", ("label", text)): 1}


def test_a_family_without_samples_is_said_to_be_there():
    assert exposed([Family("some", "gauge", "Some.", [])]) == "# HELP some Some.\n# TYPE some gauge\n"


def test_an_answer_is_in_every_bucket_it_was_fast_enough_for():
    traffic = Traffic()
    for seconds in (UP_TO[0], UP_TO[0] + 0.001, UP_TO[-1] + 1):
        traffic.note("course", 200, seconds)
    traffic.note("course", 404, 0.2)

    answers = traffic.answers()

    assert answers["course", 200].buckets == (1, *[2] * (len(UP_TO) - 1), 3)
    assert (answers["course", 200].count, round(answers["course", 200].seconds, 3)) == (3, 11.011)
    assert answers["course", 404].count == 1
