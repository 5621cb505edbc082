"""The location of each part of a law in the rule files, for messages about a law that was already built."""

from collections.abc import Iterable

from criteria.diagnostic import KeyPath, Location
from criteria.rule import rule_of_step
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import Criterion


class SourceMap:
    """Finds the location of a standard, criterion, rule or member-unit requirement of a law.

    Parts taken over are located in the files of the amended law.

    Args:
        files: all files of the law, including its head.
        amended: the source map of the law it amends.
    """

    def __init__(self, head: YamlFile, files: Iterable[YamlFile], amended: "SourceMap | None" = None) -> None:
        self._head = head
        self._parts: dict[tuple[str, str], tuple[YamlFile, KeyPath]] = amended.parts if amended else {}
        for file in files:
            content = file.content if isinstance(file.content, dict) else {}
            for kind in ("standard", "rule", "member_unit"):
                for place, entry in enumerate(content.get(f"{kind}s") or ()):
                    self._parts[kind, entry["id"]] = (file, (f"{kind}s", place))
            if (block := content.get("open_block")) is not None:
                self._parts["standard", block["id"]] = (file, ("open_block",))

    @property
    def parts(self) -> dict[tuple[str, str], tuple[YamlFile, KeyPath]]:
        """The file and the route of each part, by kind and id."""
        return dict(self._parts)

    def head(self, *route: str | int) -> Location:
        """Return a location in ``law.yaml``."""
        return self._head.location(route)

    def standard(self, identifier: str, *route: str | int) -> Location:
        """Return the location of a part of a standard, or of the nearest enclosing part in the file."""
        file, start = self._parts["standard", identifier]
        return file.location((*start, *route))

    def level(self, identifier: str, target: str, end: str) -> Location:
        """Return the location of one end of a standard's level for a type, in whichever way its levels are stated."""
        file, start = self._parts["standard", identifier]
        routes: tuple[KeyPath, ...] = (("levels", target, end), ("level",), ("steps",), ("brackets",))
        return file.location(next(((*start, *route) for route in routes if file.has((*start, *route))), start))

    def criterion(self, criterion: Criterion, *route: str | int) -> Location:
        """Return the location of a part of a criterion, in the file of its standards."""
        file, _ = self._parts["standard", criterion.standards[-1].id]
        return file.location(route)

    def member_unit(self, identifier: str, *route: str | int) -> Location:
        """Return the location of a part of a member-unit requirement."""
        file, start = self._parts["member_unit", identifier]
        return file.location((*start, *route))

    def rule(self, identifier: str, *route: str | int) -> Location:
        """Return the location of a part of a rule."""
        file, start = self._parts["rule", rule_of_step(identifier)]
        return file.location((*start, *route))
