"""The public texts that support the numbers of a law."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.words import Closed, Sentence, Slug


class SourceEntry(Closed):
    """A public text that supports a number."""

    id: Slug
    address: Sentence
    quote: Sentence


class SourcesDocument(Closed):
    """The public texts that support the numbers of a law."""

    kind: Literal["sources"]
    sources: Annotated[list[SourceEntry], Field(min_length=1)]
