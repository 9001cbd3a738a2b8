"""Add entries to a YAML text, everything else left byte for byte: comments, order, quotes and line ends.

The places come from the parsed nodes, the additions are written in the style that the text has there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

# What is written: a scalar already in YAML's writing, a mapping of keys, or a list of mappings.
Entry = str | Mapping[str, "Entry"] | Sequence[Mapping[str, "Entry"]]

# An item in one line may be as long as the catalogue's own lines.
LINE_LENGTH = 120
# YAML allows these in a file only as escapes (yaml.org/spec/1.1, c-printable), or would end the line at them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """Words to put in at a place of a text."""

    index: int
    text: str


def compose(text: str) -> yaml.MappingNode:
    """Parse a text into nodes with their places.

    Raises:
        ValueError: when it is not valid YAML, or no mapping.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        raise ValueError("the text is not valid YAML") from fault
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("the text is not a mapping of keys")  # noqa: TRY004 - a fault of the text, not of a type
    return root


def child(mapping: yaml.Node, key: str) -> yaml.Node | None:
    """Find the value of a key."""
    pairs = mapping.value if isinstance(mapping, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """List the items of a list's node; none for anything else."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def scalar(mapping: yaml.Node, key: str) -> str | None:
    """Give a key's text as written, None where there is none."""
    found = child(mapping, key)
    return str(found.value) if isinstance(found, yaml.ScalarNode) else None


def insert_all(text: str, insertions: Iterable[Insertion]) -> str:
    """Put every insertion in; those at one place come in the order given."""
    ordered = sorted(enumerate(insertions), key=lambda pair: (pair[1].index, pair[0]), reverse=True)
    for _, one in ordered:
        text = text[: one.index] + one.text + text[one.index :]
    return text


def quoted(words: str) -> str:
    """Write words in double quotes, so that colons, hashes, asterisks and quotes in them stay words."""
    written = json.dumps(words, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def add_item(text: str, sequence: yaml.SequenceNode, entry: Mapping[str, Entry]) -> list[Insertion]:
    """Add an item at the end of a list, in lines or in brackets as the list is written."""
    if sequence.flow_style:
        return _add_in_brackets(text, sequence, flow(entry))
    one_line = flow(entry)
    column = sequence.start_mark.column
    last = sequence.value[-1]
    in_one_line = isinstance(last, yaml.MappingNode) and last.flow_style and column + len(one_line) < LINE_LENGTH - 2
    lines = [one_line] if in_one_line else block(entry)
    first, rest = lines[0], lines[1:]
    written = [f"{' ' * column}- {first}", *(f"{' ' * (column + 2)}{line}" for line in rest)]
    return [_after_line_of(text, end_of(text, last), written)]


def add_key(text: str, mapping: yaml.MappingNode, after: str, key: str, entry: Entry) -> list[Insertion]:
    """Add a key to a mapping, behind the key ``after``."""
    value = child(mapping, after) or mapping.value[-1][1]
    end = end_of(text, value)
    if mapping.flow_style:
        return [Insertion(index=end, text=f", {key}: {flow(entry)}")]
    column = mapping.start_mark.column
    return [_after_line_of(text, end, [f"{' ' * column}{line}" for line in block({key: entry})])]


def end_of(text: str, node: yaml.Node) -> int:
    """Find where a node's own words end; a block's end mark stands behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def flow(entry: Entry) -> str:
    """Write an entry in one line."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, Mapping):
        return f"{{{', '.join(f'{key}: {flow(value)}' for key, value in entry.items())}}}"
    return f"[{', '.join(flow(one) for one in entry)}]"


def block(entry: Mapping[str, Entry]) -> list[str]:
    """Write a mapping in lines, its lists with an item a line."""
    lines: list[str] = []
    for key, value in entry.items():
        if isinstance(value, str | Mapping):
            lines.append(f"{key}: {flow(value)}")
        else:
            lines += [f"{key}:", *(f"  - {flow(one)}" for one in value)]
    return lines


def newline_of(text: str) -> str:
    """Give the line end that a text is written with."""
    return "\r\n" if "\r\n" in text else "\n"


def _after_line_of(text: str, index: int, lines: list[str]) -> Insertion:
    """Put lines behind the line of a place, where a comment may stand behind the words."""
    newline = newline_of(text)
    end = text.find(newline, index)
    return Insertion(index=len(text) if end < 0 else end, text="".join(f"{newline}{line}" for line in lines))


def _add_in_brackets(text: str, sequence: yaml.SequenceNode, written: str) -> list[Insertion]:
    close = int(sequence.end_mark.index) - 1
    if not sequence.value:
        return [Insertion(index=close, text=written)]
    last = sequence.value[-1]
    end = end_of(text, last)
    if last.start_mark.line == sequence.start_mark.line:
        return [Insertion(index=end, text=f", {written}")]
    has_comma = "," in re.sub(r"#[^\n]*", "", text[end:close])
    line = f"{' ' * last.start_mark.column}{written}{',' if has_comma else ''}"
    if close < (text.find("\n", end) if "\n" in text[end:] else len(text)):
        # The closing bracket stands on the last item's line: what is put behind that line would be outside.
        return [Insertion(index=end, text=f",{newline_of(text)}{' ' * last.start_mark.column}{written}")]
    comma = [] if has_comma else [Insertion(index=end, text=",")]
    return [*comma, _after_line_of(text, end, [line])]
