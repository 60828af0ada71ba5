"""What is being read: the faults found so far, and where in the file each value stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yaml import Node

from enrollment.adapters.rules_yaml.composing import Unreadable
from enrollment.ports.rule_file import Fault

Path = tuple[str | int, ...]
MOST_VALUES = 1_000_000


class Faulty(Exception):
    """The value cannot be used; why is noted already."""


@dataclass(slots=True)
class Sheet:
    """The text, and what has been found in it. A path leads from the whole to a value, by names and positions."""

    text: str
    faults: list[Fault] = field(default_factory=list)
    nodes: dict[Path, Node] = field(default_factory=dict)

    def read(self, reader: "Reader", path: Path, node: Node) -> Any:
        """Return the value. Raises Faulty once everything wrong with it is noted."""
        self.nodes[path] = node
        if len(self.nodes) > MOST_VALUES:  # more than any institution has: a file that repeats itself by aliases
            raise Unreadable(0, f"there are more than {MOST_VALUES} values")
        try:
            return reader(self, path, node)
        except ValueError as problem:
            self.note(node.start_mark.index, str(problem))
            raise Faulty from problem

    def close_ranks(self, path: Path, places: list[int]) -> None:
        """Let the values of a list that were at these places be at the first ones, without gaps."""
        depth = len(path)
        moved: dict[str | int, int] = {old: new for new, old in enumerate(places)}
        inside = {at: node for at, node in self.nodes.items() if at[:depth] == path and len(at) > depth}
        for at in inside:
            del self.nodes[at]
        for at, node in inside.items():
            if (new := moved.get(at[depth])) is not None:
                self.nodes[(*path, new, *at[depth + 1 :])] = node

    def note(self, index: int, problem: str) -> None:
        """Note what is wrong at that character of the text."""
        self.faults.append(self.fault(index, problem))

    def fault(self, index: int, problem: str) -> Fault:
        """Return the fault with the line and column of that character."""
        line = self.text.count("\n", 0, index)
        return Fault(line + 1, index - (self.text.rfind("\n", 0, index) + 1) + 1, problem)


# Makes a value of a node. Raises ValueError for what is wrong with the node as a whole, Faulty for what is noted.
Reader = Callable[[Sheet, Path, Node], Any]
