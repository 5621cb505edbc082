"""The compact protocol of Thrift, of the footers of Parquet: structs as mappings from field numbers."""

from typing import Any

_DEEPEST = 16
_MOST_VALUES = 1_000_000
_LONGEST_NUMBER = 10
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)

Struct = dict[int, Any]


class NotThrift(Exception):
    """The bytes are no struct, or more than any file of data says."""


class EndsTooEarly(NotThrift):
    """The bytes end within the struct."""


class ThriftReader:
    """Reads structs from bytes, one after the other.

    Attributes:
        at: the position after what was read.
    """

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._count = 0
        self.at = 0

    def struct(self, depth: int = 0) -> Struct:
        """Read a struct.

        Raises:
            NotThrift: there is none.
        """
        if depth > _DEEPEST:
            raise NotThrift("nested too deeply")
        fields: Struct = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._signed()
            kind = head & 15
            fields[number] = kind == _TRUE if kind in {_TRUE, _FALSE} else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        self._count += 1
        if self._count > _MOST_VALUES:
            raise NotThrift("too many values")
        if kind in {_I16, _I32, _I64}:
            return self._signed()
        if kind == _BINARY:
            return self._bytes(self._unsigned())
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind in {_LIST, _SET}:
            return self._list(depth)
        if kind == _DOUBLE:
            return self._bytes(8)
        if kind in {_TRUE, _FALSE, _BYTE}:
            return self._byte()
        if kind == _MAP:
            return self._map(depth)
        raise NotThrift("an unknown type")

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        size = self._unsigned() if head >> 4 == 15 else head >> 4
        self._check_size(size)
        return [self._value(head & 15, depth + 1) for _ in range(size)]

    def _map(self, depth: int) -> list[Any]:
        size = self._unsigned()
        self._check_size(size)
        kinds = self._byte() if size else 0
        return [(self._value(kinds >> 4, depth + 1), self._value(kinds & 15, depth + 1)) for _ in range(size)]

    def _check_size(self, size: int) -> None:
        if size > len(self._raw) - self.at:
            raise EndsTooEarly("a list longer than the file")

    def _byte(self) -> int:
        if self.at >= len(self._raw):
            raise EndsTooEarly("it ends too early")
        self.at += 1
        return self._raw[self.at - 1]

    def _bytes(self, size: int) -> bytes:
        if size > len(self._raw) - self.at:
            raise EndsTooEarly("it ends too early")
        self.at += size
        return self._raw[self.at - size : self.at]

    def _unsigned(self) -> int:
        number = 0
        for place in range(_LONGEST_NUMBER):
            byte = self._byte()
            number |= (byte & 127) << (7 * place)
            if byte < 128:
                return number
        raise NotThrift("a number of too many bytes")

    def _signed(self) -> int:
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)
