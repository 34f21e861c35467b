"""What is told of a file that somebody holds against an issued document."""

from datetime import datetime
from typing import Final, Literal

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.documents import Verification

Finding = Literal[
    "as_issued",
    "as_signed",
    "as_scanned",
    "changed_after_signing",
    "signed_but_another",
    "not_signed",
    "not_a_pdf",
    "not_examined",
]
MEANINGS: Final[dict[Finding, str]] = {
    "as_issued": "It is the file as it was issued, byte for byte, without a signature in it.",
    "as_signed": "It is the signed file, byte for byte.",
    "as_scanned": "It is the scan of the paper that was signed by hand, byte for byte. Of the paper nothing is known.",
    "changed_after_signing": "It is not the file that was issued: it was changed after it had been signed.",
    "signed_but_another": "It is not the file that was issued. It bears a signature, but it is another file.",
    "not_signed": "It is not the file that was issued, and it bears no signature.",
    "not_a_pdf": "It is not the file that was issued, and not a PDF.",
    "not_examined": "It is not the file that was issued. What signature it bears could not be found out.",
}


class FoundSignature(Message):
    """The last signature in the file, as it was found there; it need not be the document's."""

    signer: str = Field(description="Whom the certificate in the file names.")
    signed_at: datetime | None = Field(description="What the signer's clock said.")
    is_valid: bool = Field(description="It was made with the key of its certificate, and what it covers is unaltered.")
    is_ours: bool = Field(description="The certificate was issued by the regency's own authority.")
    changed_since: bool = Field(description="Something else than a proof or a further signature was added after it.")
    signatures: int = Field(description="How many there are.")


class FileCheck(Message):
    """Whether a file is the one that was issued, judged by its SHA-256; the signature in it is told besides."""

    matches: Literal["issued", "signed", "none"]
    finding: Finding
    meaning: str
    sha256: str = Field(description="Of what was sent.")
    document: Verification
    signature: FoundSignature | None = Field(
        default=None, description="None when there is none in it, or it was not looked for."
    )
