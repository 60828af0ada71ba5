"""Nodes that hold a single value, and what others are called."""

import unicodedata

from yaml import Node, ScalarNode, SequenceNode

NULL = "tag:yaml.org,2002:null"


def is_empty(node: Node) -> bool:
    """Whether nothing, or null, stands there."""
    return isinstance(node, ScalarNode) and node.tag == NULL


def text_of(node: Node) -> str:
    """Return the text that stands there, in NFC, its blanks made one. Raises ValueError where it is none."""
    if not isinstance(node, ScalarNode):
        raise ValueError(f"here is {kind_of(node)}, where a single value belongs")
    text = " ".join(unicodedata.normalize("NFC", node.value).split())
    if is_empty(node) or not text:
        raise ValueError("nothing stands here")
    if not text.isprintable():
        raise ValueError("there are characters here that cannot be shown")
    return text


def kind_of(node: Node) -> str:
    """Return what stands there instead of what should, in words."""
    if is_empty(node):
        return "nothing"
    if isinstance(node, ScalarNode):
        return "a single value"
    return "a list" if isinstance(node, SequenceNode) else "a group of members"
