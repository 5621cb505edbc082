"""A YAML text with the span of every value, so that one value can be replaced while all else stays byte for byte.

`criteria.rule_files.yaml_file` must have read the text without a diagnostic: then it has no anchors, tags or aliases.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import yaml

from criteria.diagnostic import KeyPath, Location
from criteria.rule_files.old_names import current_key

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SLACK = re.compile(r",( {2,})")


@dataclass(frozen=True, slots=True)
class Span:
    """The span of a value in a text, from its first character to just after its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of the text and its replacement."""

    span: Span
    text: str


@dataclass(frozen=True)
class SpannedYaml:
    """A YAML text whose values can be replaced and added to.

    Every method returns an edit of the current text; `edited` applies them.
    """

    text: str

    def edited(self, edits: Mapping[Span, str]) -> str:
        """Return the text with these spans replaced.

        Raises:
            ValueError: Two spans overlap.
        """
        result, at = [], 0
        for span in sorted(edits, key=lambda span: (span.start, span.end)):
            if span.start < at:
                raise ValueError("spans to be replaced overlap")
            result += [self.text[at : span.start], edits[span]]
            at = span.end
        return "".join([*result, self.text[at:]])

    @cached_property
    def words(self) -> Mapping[KeyPath, str]:
        """Every scalar as it is read, by route."""
        return {route: str(node.value) for route, node in self._nodes.items() if isinstance(node, yaml.ScalarNode)}

    def route_at(self, location: Location) -> KeyPath | None:
        """Return the route of the outermost value that begins at a location, or None if none does."""
        return self._routes.get((location.line, location.column))

    def is_mapping(self, route: KeyPath) -> bool:
        """True if there is a non-empty mapping at this route."""
        node = self._nodes[route]
        return isinstance(node, yaml.MappingNode) and bool(node.value)

    def has(self, route: KeyPath) -> bool:
        """True if there is a value at this route."""
        return route in self._nodes

    def span(self, route: KeyPath) -> Span:
        """Return the span of the value at this route."""
        node = self._nodes[route]
        return Span(_mark(node.start_mark).index, self._end(node))

    def piece(self, route: KeyPath) -> str:
        """Return the text of the value at this route without its common indentation."""
        span = self.span(route)
        line = self.text.rfind("\n", 0, span.start) + 1
        return textwrap.dedent(" " * (span.start - line) + self.text[span.start : span.end]).strip()

    def scalar(self, route: KeyPath, written: str) -> Edit:
        """Return the edit that replaces a scalar. Columns aligned by blanks stay aligned if the new text fits."""
        span = self.span(route)
        if span.start == span.end:  # an empty value is null too
            return Edit(span, f" {written}")
        slack = _SLACK.match(self.text, span.end)
        if slack is None:
            return Edit(span, written)
        blanks = max(1, len(slack[1]) + span.end - span.start - len(written))
        return Edit(Span(span.start, slack.end()), written + "," + " " * blanks)

    def entry(
        self, route: KeyPath, key: str, written: str, lines: tuple[str, ...] = (), after: str | None = None
    ) -> Edit:
        """Return the edit that adds a key to the mapping at this route.

        It follows the key ``after``, or the last key if that is None. In a block mapping, ``lines`` follow, indented
        under the new key.
        """
        node = self._nodes[route]
        assert isinstance(node, yaml.MappingNode)
        last = self._end(node.value[-1][1] if after is None else self._nodes[*route, after])
        if node.flow_style:
            return Edit(Span(last, last), f", {key}: {written}")
        indent = " " * _mark(node.value[0][0].start_mark).column
        block = [f"{indent}{key}: {written}".rstrip(), *(f"{indent}{line}" for line in lines)]
        return self._below(last, block)

    def item(self, route: KeyPath, written: str, lines: tuple[str, ...]) -> Edit:
        """Return the edit that appends an item to the list at this route.

        A list in brackets gets ``written``, a block list ``lines``.
        """
        node = self._nodes[route]
        assert isinstance(node, yaml.SequenceNode)
        if not node.value:
            return Edit(self.span(route), f"[{written}]")
        last = self._end(node.value[-1])
        if node.flow_style:
            return Edit(Span(last, last), f", {written}")
        indent = " " * _mark(node.start_mark).column
        return self._below(last, [f"{indent}{line}" for line in lines])

    def is_flow(self, route: KeyPath) -> bool:
        """True if the mapping or list at this route is written in braces or brackets."""
        node = self._nodes[route]
        return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)

    def indent(self, route: KeyPath) -> int:
        """Return the column of the mapping or list at this route."""
        return int(_mark(self._nodes[route].start_mark).column)

    def _below(self, last: int, lines: list[str]) -> Edit:
        """Return the edit that inserts lines below the line with the character before ``last``."""
        end = len(self.text)
        stop = self.text.find("\n", last)
        if stop < 0:
            return Edit(Span(end, end), "".join(self._newline + line for line in lines))
        at = stop + 1
        return Edit(Span(at, at), "".join(line + self._newline for line in lines))

    @cached_property
    def _nodes(self) -> Mapping[KeyPath, yaml.Node]:
        root = yaml.compose(self.text, Loader=_LOADER)
        return {} if root is None else dict(_routes(root, ()))

    @cached_property
    def _routes(self) -> Mapping[tuple[int, int], KeyPath]:
        found: dict[tuple[int, int], KeyPath] = {}
        for route, node in self._nodes.items():
            mark = _mark(node.start_mark)
            found.setdefault((mark.line + 1, mark.column + 1), route)
        return found

    @cached_property
    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _end(self, node: yaml.Node) -> int:
        """Return the index after a value's last character. YAML's own marks include the blank lines that follow."""
        start, end = _mark(node.start_mark).index, _mark(node.end_mark).index
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return int(start + len(self.text[start:end].rstrip()))


def _mark(mark: "yaml.Mark | None") -> yaml.Mark:
    assert mark is not None
    return mark


def _routes(node: yaml.Node, route: KeyPath) -> Iterator[tuple[KeyPath, yaml.Node]]:
    yield route, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _routes(value, (*route, current_key(route, str(key.value))))
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _routes(item, (*route, place))
