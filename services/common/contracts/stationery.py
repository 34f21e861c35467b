"""What a regency prints on, as data: its crest, its own wording of documents, and small changes of style.

Public like the rest of a regency's files. Whether its templates can be used is looked at by `press.proofreading`.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from services.common.contracts.tenant import Key, Strict

CREST_BYTES = 100 * 1024
CREST_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}

Template = Annotated[str, StringConstraints(max_length=64 * 1024)]


class Crest(Strict):
    """The picture at the left of the letterhead."""

    media_type: Annotated[str, StringConstraints(pattern=r"^image/(svg\+xml|png)$")]
    base64: Annotated[str, StringConstraints(max_length=CREST_BYTES * 4 // 3 + 4, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]


class Stationery(Strict):
    """All of it; what is not given is ours."""

    crest: Crest | None = None
    documents: dict[Key, Template] = Field(default={}, description="Templates by kind of document.")
    style: Template = Field(default="", description="CSS, read after ours.")
