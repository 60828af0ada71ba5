"""Requirements in their own notation, and the places of what is in such a text."""

import re

from yaml import Node, ScalarNode, SequenceNode

from enrollment.adapters.rules_yaml.sheet import Faulty, Path, Sheet
from enrollment.adapters.rules_yaml.single import text_of
from enrollment.domain.errors import RequirementUnreadable
from enrollment.domain.notation import parse
from enrollment.domain.requirements import Requirement


def requirement(sheet: Sheet, path: Path, node: Node) -> Requirement:
    """Read a requirement; what cannot be read of it is noted where in the file it stands."""
    text_of(node)
    assert isinstance(node, ScalarNode)
    try:
        return parse(node.value)
    except RequirementUnreadable as error:
        problem = str(error).partition(": ")[2].removesuffix(".")
        sheet.note(index_in(sheet.text, node, error.column - 1), problem)
        raise Faulty from error


def index_of(text: str, node: Node, words: str) -> int:
    """Return where in the file the words begin, in the text or the list there, or else where that begins."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    if isinstance(node, ScalarNode) and (found := re.search(rf"(?<![\w+-]){pattern}(?![\w+-])", node.value)):
        return index_in(text, node, found.start())
    if isinstance(node, SequenceNode):
        node = next((part for part in node.value if part.value == words), node)
    return int(node.start_mark.index)


def index_in(text: str, node: ScalarNode, offset: int) -> int:
    """Return where in the file that character of the value stands.

    Blanks and line breaks of the file are not those of the value, so the others are counted; at the end of the value
    it is the end of the text in the file. In double quotes an escaped character counts as what it is written with.
    """
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        start = text.index("\n", start) + 1
    elif node.style:
        start, end = start + 1, end - 1
    before = sum(not character.isspace() for character in node.value[:offset])
    places = [index for index in range(start, end) if not text[index].isspace()]
    if before < len(places):
        return places[before]
    return places[-1] + 1 if places else start
