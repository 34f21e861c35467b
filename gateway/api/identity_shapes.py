"""What the REST interface takes about the opening of identities."""

from typing import Annotated

from pydantic import Field

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.identity import Nik, ShownProof
from services.common.contracts.result import Line, Prose


class OpeningRequest(Message):
    """Why somebody must know who reports."""

    reference: Reference
    reason: Prose
    legal_order: Line | None = Field(default=None, description="Number and date of the order, when there is one.")
    whole_nik: bool = Field(default=False, description="The last four digits of the NIK are not enough.")


class CounterCheck(Message):
    """What the officer saw at the counter. It is compared with what is kept of who reports, and not kept itself."""

    shown: ShownProof
    nik: Nik | None = Field(default=None, description="As on the document shown.")
    name: Line | None = Field(default=None, description="Likewise; compared where no NIK is kept.")


class NewCode(Message):
    """Another access code. It is shown here and nowhere else; the old one is good no more."""

    reference: str
    access_code: str


class OpeningDecision(Message):
    """What the custodian decides, and for how long."""

    is_granted: bool
    reason: Prose
    hours: Annotated[int, Field(ge=1, le=72)] = 4
