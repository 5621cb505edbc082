"""The public texts that the numbers of a law rest on."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.words import Closed, Sentence, Slug


class SourceEntry(Closed):
    """A public text that a number rests on."""

    id: Slug
    address: Sentence
    quote: Sentence


class SourcesDocument(Closed):
    """The public texts that the numbers of a law rest on."""

    kind: Literal["sources"]
    sources: Annotated[list[SourceEntry], Field(min_length=1)]
