"""Readers of lists and of members, made from the readers of what is in them."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from yaml import MappingNode, Node, SequenceNode

from enrollment.adapters.rules_yaml.sheet import Faulty, Path, Reader, Sheet
from enrollment.adapters.rules_yaml.single import is_empty, kind_of, text_of


def value(convert: Callable[[str], Any]) -> Reader:
    """Read a single value."""
    return lambda sheet, path, node: convert(text_of(node))


def many(reader: Reader, least: int = 1, *, partly: bool = False) -> Reader:
    """Read a list as a tuple; ``partly``: without what cannot be used, so that the rest is looked at as well."""

    def read(sheet: Sheet, path: Path, node: Node) -> tuple[Any, ...]:
        if not isinstance(node, SequenceNode):
            raise ValueError(f"here is {kind_of(node)}, where a list belongs, such as [one, another]")
        if len(node.value) < least:
            raise ValueError(f"the list has {len(node.value)} of at least {least}")
        parts = {place: (reader, part) for place, part in enumerate(node.value)}
        if not partly:
            return tuple(_all_of(sheet, path, parts).values())
        found = dict(_sound(sheet, path, parts))
        sheet.close_ranks(path, list(found))
        return tuple(found.values())

    return read


def record(build: Callable[..., Any], needed: tuple[str, ...], members: Mapping[str, Reader]) -> Reader:
    """Read a value that has members, of which some are needed."""

    def read(sheet: Sheet, path: Path, node: Node) -> Any:
        named, is_sound = _named(sheet, node, members)
        for name in needed:
            if name not in named:
                sheet.note(node.start_mark.index, f'the member "{name}" is missing')
        found = _all_of(sheet, path, {name: (members[name], part) for name, part in named.items()})
        if not is_sound or not all(name in named for name in needed):
            raise Faulty
        return build(**found)

    return read


def said(members: Mapping[str, Reader]) -> Reader:
    """Read what a scope says: whatever of its members is sound. One that is empty is None, and takes back."""

    def read(sheet: Sheet, path: Path, node: Node) -> Mapping[str, Any]:
        if is_empty(node):
            return {}
        named, _ = _named(sheet, node, members)
        parts = {name: (nothing if is_empty(part) else members[name], part) for name, part in named.items()}
        return dict(_sound(sheet, path, parts))

    return read


def each(reader: Reader) -> Reader:
    """Read members under names of the writer's choice; the place of each is that of its name."""

    def read(sheet: Sheet, path: Path, node: Node) -> Mapping[str, Any]:
        if is_empty(node):
            return {}
        named = dict(_names(sheet, node))
        found = dict(_sound(sheet, path, {name: (reader, part) for name, (_, part) in named.items()}))
        sheet.nodes |= {(*path, name): key for name, (key, _) in named.items()}
        return found

    return read


def nothing(_sheet: Sheet, _path: Path, _node: Node) -> None:
    """Read nothing."""


def _all_of(sheet: Sheet, path: Path, parts: Mapping[Any, tuple[Reader, Node]]) -> Mapping[Any, Any]:
    """Return every part. Raises Faulty, after reading them all, when one cannot be used."""
    found = dict(_sound(sheet, path, parts))
    if len(found) < len(parts):
        raise Faulty
    return found


def _sound(sheet: Sheet, path: Path, parts: Mapping[Any, tuple[Reader, Node]]) -> Iterator[tuple[Any, Any]]:
    for name, (reader, node) in parts.items():
        try:
            yield name, sheet.read(reader, (*path, name), node)
        except Faulty:
            continue


def _named(sheet: Sheet, node: Node, known: Mapping[str, Reader]) -> tuple[Mapping[str, Node], bool]:
    """Return the members that are known, and whether there are no others."""
    found: dict[str, Node] = {}
    before = len(sheet.faults)
    for name, (key, part) in _names(sheet, node):
        if name in known:
            found[name] = part
        else:
            near = get_close_matches(name, known, 1)
            meant = f'did you mean "{near[0]}"?' if near else f"the members are {', '.join(known)}"
            sheet.note(key.start_mark.index, f'there is no member "{name}"; {meant}')
    return found, len(sheet.faults) == before


def _names(sheet: Sheet, node: Node) -> Iterator[tuple[str, tuple[Node, Node]]]:
    """Yield each member's name once, with the nodes of name and value."""
    if not isinstance(node, MappingNode):
        raise ValueError(f"here is {kind_of(node)}, where members belong, such as name: value")
    lines: dict[str, int] = {}
    for key, part in node.value:
        try:
            name = text_of(key)
        except ValueError as problem:
            sheet.note(key.start_mark.index, str(problem))
            continue
        if name in lines:
            sheet.note(key.start_mark.index, f'"{name}" stands in line {lines[name]} already')
        else:
            lines[name] = key.start_mark.line + 1
            yield name, (key, part)
