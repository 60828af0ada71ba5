"""The bytes of a file as YAML's nodes, or why there are none."""

import yaml

LARGEST = 4 << 20  # bytes


class Unreadable(Exception):
    """The file as a whole cannot be read, because of what stands at ``index``, a character of the text."""

    def __init__(self, index: int, problem: str) -> None:
        super().__init__(problem)
        self.index = index


def composed(content: bytes, text: str) -> yaml.Node:
    """Return the root of the tree. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(0, f"the file is larger than {LARGEST >> 20} MiB")
    try:
        content.decode("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise Unreadable(len(content[: error.start].decode("utf-8-sig")), "this is not in UTF-8") from error
    except yaml.reader.ReaderError as error:
        raise Unreadable(error.position, "there is a character here that YAML does not allow") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = ", ".join(filter(None, (error.context, error.problem)))
        raise Unreadable(mark.index if mark else 0, f"this is no YAML: {words}") from error
    except RecursionError as error:
        raise Unreadable(0, "lists are nested too deeply") from error
    if node is None:
        raise Unreadable(0, "the file says nothing")
    return node


def text_in(content: bytes) -> str:
    """Return the text, without a byte order mark; what is not in UTF-8 is replaced."""
    return content[:LARGEST].decode("utf-8-sig", errors="replace")
