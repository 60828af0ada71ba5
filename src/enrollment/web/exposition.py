"""Numbers as Prometheus reads them: its text format, version 0.0.4."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Sample:
    """One number; ``suffix`` is what a part of a histogram is called besides the name of the whole."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Numbers of one name. ``kind`` is counter, gauge or histogram."""

    name: str
    kind: str
    help: str
    samples: Iterable[Sample]


def exposed(families: Iterable[Family]) -> str:
    r"""Return the families as text.

    >>> print(exposed([Family("up", "gauge", "Whether it is.", [Sample(1, {"a": 'b"'})])]), end="")
    # HELP up Whether it is.
    # TYPE up gauge
    up{a="b\""} 1
    """
    lines = []
    for family in families:
        lines += [f"# HELP {family.name} {family.help}", f"# TYPE {family.name} {family.kind}"]
        lines += [f"{family.name}{one.suffix}{_labels(one.labels)} {_number(one.value)}" for one in family.samples]
    return "".join(f"{line}\n" for line in lines)


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items()) + "}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
