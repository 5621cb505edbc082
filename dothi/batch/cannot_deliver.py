"""The refusal of a batch whose results cannot be delivered as requested."""


class CannotDeliver(Exception):
    """The results cannot be delivered as requested.

    Attributes:
        kind: the key of the sentence that says why.
        details: the facts of the sentence.
    """

    def __init__(self, kind: str, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)
