"""A made-up document that was issued, as the register tells of it, and files somebody may hold against it."""

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf

from services.common.contracts.documents import Verification
from services.common.press.certificates import new_authority
from services.common.press.pades import sign
from services.common.press.sheet import Person

CODE = "7K3MQ9TX4H2D9WQZ"
ADDRESS = f"/api/v1/tenants/contoh/documents/{CODE}"
PAGE = f"/v/contoh/{CODE}"
AT = datetime(2026, 3, 23, 3, 10, tzinfo=UTC)
SIGNER = Person(name="Contoh Satu", position="Inspektur", rank="", nip="")
AUTHORITY, AUTHORITY_KEY = new_authority("Inspektorat Kabupaten Contoh", AT)
OTHERS_AUTHORITY, OTHERS_KEY = new_authority("Inspektorat Kabupaten Lain", AT)


def pdf(title: str = "Contoh") -> bytes:
    """A PDF of one empty page."""
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Title"] = title
    out = BytesIO()
    made.save(out, static_id=True)
    return out.getvalue()


@cache
def signed(title: str = "Contoh", *, by_others: bool = False) -> bytes:
    """The same, signed under the regency's authority or another's."""
    authority, key = (OTHERS_AUTHORITY, OTHERS_KEY) if by_others else (AUTHORITY, AUTHORITY_KEY)
    return sign(pdf(title), authority, key, SIGNER, "Inspektorat Kabupaten Contoh", "Contoh", "Contoh", AT)


def changed(file: bytes) -> bytes:
    """A signed PDF in which somebody changed the size of the page."""
    assert b"612" in file
    return file.replace(b"612", b"611", 1)


def digest(file: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(file).hexdigest()


def issued(**changes: Any) -> Verification:
    """An assignment letter that was signed by the regency's own key."""
    given = {
        "document_id": UUID("5b8e2f60-7c1d-4f4e-9a35-0d6a1c2b3e4f"),
        "kind": "spt",
        "title": "Surat Perintah Tugas",
        "number": "700/014/CTH/2026",
        "edition": 1,
        "office": "Inspektorat Kabupaten Contoh",
        "government": "Pemerintah Kabupaten Contoh",
        "issued_on": date(2026, 3, 20),
        "media_type": "application/pdf",
        "standing": "stands",
        "sha256": digest(pdf()),
        "signed_sha256": digest(signed()),
        "way": "internal",
        "signed_on": date(2026, 3, 23),
        "signed_as": "Inspektur Daerah",
    }
    return Verification.model_validate(given | changes)


def unsigned(**changes: Any) -> Verification:
    """The same before it was signed."""
    without: dict[str, Any] = dict.fromkeys(("signed_sha256", "way", "signed_on", "signed_as"))
    return issued(**{"standing": "draft", **without, **changes})
