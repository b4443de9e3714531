"""YAML text to plain data in which every key and value knows its line and column.

The text is YAML 1.2: only null, true, false, numbers and text are recognised, so that `NO` stays a
country and `9:30` a text. The limits below keep a hostile file from hurting: its size, the depth of
nesting, and how many values aliases may repeat. All use of ruamel.yaml is in this
module and in `brackets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from sim.base.faults import Fault, InputError
from sim.base.units import shown
from sim.scenario.brackets import left_open
from sim.scenario.documents import Document, Key, Node, Spot, expanded, scalar
from sim.scenario.yaml_words import sentence

MAX_BYTES = 5_000_000
MAX_DEPTH = 50
MAX_REPEATED = 10_000

_BROKEN = (
    YAMLError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)  # fmt: skip - what ruamel.yaml raises on damaged text


class Sort(NamedTuple):
    """A sort of file, in the words of messages: what it is, what it needs, one that is shipped."""

    noun: str
    needs: str
    example: str


SCENARIO = Sort("scenario", "a book and work, or 'extends: standard'", "scenarios/generalist.yaml")


def read_file(path: Path, name: str, sort: Sort = SCENARIO) -> Document:
    """The mapping in a file. Raises `InputError` with all that is wrong with its YAML.

    `name` is what messages call the file.
    """
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except (OSError, ValueError) as error:
        raise InputError(Fault(name, "", _unreadable(path, error, sort))) from None
    if size > MAX_BYTES:
        raise InputError(Fault(name, "", f"{size:,} bytes are too many: at most {MAX_BYTES:,}"))
    return read_text(_decoded(raw, name), name, sort)


def read_text(text: str, name: str, sort: Sort = SCENARIO) -> Document:
    """The mapping in a text. Raises `InputError` with all that is wrong with its YAML."""
    node = _Composer(name).compose(text.removeprefix("\ufeff"))
    if node is None or (node.value is None and node.children is None):
        message = f"the file is empty: a {sort.noun} needs {sort.needs}"
        raise InputError(Fault(name, "", message))
    if not isinstance(node.value, dict):
        message = (
            f"{shown(node.value)} is not a {sort.noun}: a mapping, such as 'name: Generalists'"
        )
        raise InputError(Fault(str(node.spot), "", message))
    return expanded(node)


def read_value(text: str, name: str) -> Any:
    """The value of an override: a scalar, or a list or mapping in brackets. Raises `InputError`."""
    if len(text) > MAX_BYTES:
        raise InputError(Fault(name[:60], "", f"too long: at most {MAX_BYTES:,} characters"))
    composer = _Composer(name)
    composer.whole_place = True
    node = composer.compose(text)
    return None if node is None else expanded(node).data


class _Composer:
    """Builds nodes from the parser's events; collects faults and goes on where it can."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.whole_place = False
        self.faults: list[Fault] = []
        self.anchors: dict[str, Node] = {}
        self.repeated = 0

    def compose(self, text: str) -> Node | None:
        """The root node of `text`, or None if there is nothing. Raises `InputError`."""
        yaml = YAML(typ="safe", pure=True)
        try:
            node = self._root(yaml.parse(text))
        except InputError:
            raise
        except _BROKEN as error:
            raise InputError([*self.faults, self._broken(error, text)]) from None
        if self.faults:
            raise InputError(self.faults)
        return node

    def _root(self, stream: Iterator[Any]) -> Node | None:
        root = None
        for event in stream:
            if isinstance(event, events.DocumentStartEvent) and root is not None:
                self._stop(event, "a second document begins here: one scenario in each file")
            if isinstance(event, events.NodeEvent):
                root = self._node(event, stream, 1)
        return root

    def _spot(self, mark: Any) -> Spot:
        if self.whole_place:
            return Spot(self.name)
        return Spot(self.name, mark.line + 1, mark.column + 1)

    def _stop(self, event: Any, message: str) -> None:
        raise InputError([*self.faults, Fault(str(self._spot(event.start_mark)), "", message)])

    def _node(self, event: Any, stream: Iterator[Any], depth: int) -> Node:
        """The node that begins with `event`; reads on to its end."""
        if depth > MAX_DEPTH:
            self._stop(event, f"nested too deeply: at most {MAX_DEPTH} levels")
        if isinstance(event, events.AliasEvent):
            return self._alias(event, depth)
        spot = self._spot(event.start_mark)
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            self._stop(event, f"the tag {_tag(event.tag)} is not known here: write the plain value")
        if isinstance(event, events.ScalarEvent):
            plain = event.implicit[0] and event.tag is None
            node = Node(spot, scalar(event.value) if plain else event.value)
        elif isinstance(event, events.SequenceStartEvent):
            node = self._sequence(Node(spot, [], []), stream, depth)
        else:
            node = self._mapping(Node(spot, {}, []), stream, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, event: Any, depth: int) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            name = event.anchor
            self._stop(event, f"the alias *{name} has no value: an anchor &{name} that ends above")
        if node is not None and node.depth + depth > MAX_DEPTH:
            self._stop(event, f"nested too deeply: at most {MAX_DEPTH} levels")
        assert node is not None
        self.repeated += node.size
        if self.repeated > MAX_REPEATED:
            self._stop(event, f"aliases repeat too much: at most {MAX_REPEATED:,} repeated values")
        return node

    def _sequence(self, node: Node, stream: Iterator[Any], depth: int) -> Node:
        for event in stream:
            if isinstance(event, events.SequenceEndEvent):
                break
            child = self._node(event, stream, depth + 1)
            self._attach(node, len(node.children or ()), child.spot, child)
        return node

    def _mapping(self, node: Node, stream: Iterator[Any], depth: int) -> Node:
        seen: dict[str, Spot] = {}
        for event in stream:
            if isinstance(event, events.MappingEndEvent):
                break
            spot = self._spot(event.start_mark)
            key = self._key(event, stream, depth)
            child = self._node(next(stream), stream, depth + 1)
            if key in seen:
                message = f"given twice: it is also in line {seen[key].line}"
                self.faults.append(Fault(str(spot), key, message))
                continue
            seen[key] = spot
            self._attach(node, key, spot, child)
        return node

    def _key(self, event: Any, stream: Iterator[Any], depth: int) -> str:
        if not isinstance(event, events.ScalarEvent):
            self._stop(event, "a key is a name: no list, mapping or alias")
        if event.value == "<<" and event.implicit[0]:
            self._stop(event, "'<<' does not merge here: 'extends: FILE' takes over another file")
        if event.anchor:
            self.anchors[event.anchor] = Node(self._spot(event.start_mark), event.value)
        return str(event.value)

    def _attach(self, node: Node, key: Key, spot: Spot, child: Node) -> None:
        assert node.children is not None
        node.children.append((key, spot, child))
        node.size += child.size
        node.depth = max(node.depth, child.depth + 1)

    def _broken(self, error: Exception, text: str) -> Fault:
        """The parser's complaint in our words."""
        if isinstance(error, MarkedYAMLError) and (
            mark := error.problem_mark or error.context_mark
        ):
            if (bracket := left_open(text)) is not None:
                return Fault(str(self._spot(bracket.mark)), "", bracket.sentence)
            lines = text.splitlines()
            line = lines[mark.line] if mark.line < len(lines) else ""
            return Fault(str(self._spot(mark)), "", sentence(str(error.problem), line, mark.column))
        if isinstance(error, ReaderError):
            before = text[: error.position]
            spot = Spot(self.name, before.count("\n") + 1, len(before) - before.rfind("\n"))
            message = f"a character that YAML does not allow (number {error.character}): plain text"
            return Fault(str(Spot(self.name) if self.whole_place else spot), "", message)
        return Fault(self.name, "", "not valid YAML: keys and values, such as 'name: Generalists'")


def _tag(tag: object) -> str:
    return str(tag).replace("tag:yaml.org,2002:", "!!")


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        spot = Spot(name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise InputError(Fault(str(spot), "", "not UTF-8: save the file as UTF-8 text")) from None


def _unreadable(path: Path, error: Exception, sort: Sort) -> str:
    if isinstance(error, FileNotFoundError):
        return f"no such file: a {sort.noun} file, such as {sort.example}"
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"a folder: a {sort.noun} file is needed"
    return "cannot be read: a file that you may read"
