"""Why a batch cannot be delivered as it was asked for."""


class CannotDeliver(Exception):
    """The batch was asked for in a way that cannot be: ``kind`` is the sentence of the catalogue."""

    def __init__(self, kind: str, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)
