"""Complaints to file and files to attach, for every channel the tests use. Everybody in them is invented."""

from typing import Any
from uuid import uuid4

from deploy.demo.api import Upload
from gateway.sandbox.files import jpeg, pdf

Filing = dict[str, Any]

STORY = "Petugas loket meminta uang lelah empat puluh ribu; kejadian ini karangan."
SUBJECT = "Uang lelah di loket karangan"
REPORTER = {"name": "Pelapor Karangan", "address": "Jalan Karangan 7", "phone": "0812-0000-0001"}
SECRETS = ("Pelapor Karangan", "Jalan Karangan", "0812-0000-0001", "uang lelah", "Uang lelah", "empat puluh ribu")
"""Words that must show nowhere but to those who may read the complaint."""

PDF = Upload("bukti.pdf", "application/pdf", pdf("Bukti", "karangan"))
JPEG = Upload("foto.jpg", "image/jpeg", jpeg())


def anonymous(**more: Any) -> Filing:
    """A whistle-blower's report; the story differs each time."""
    story = f"{STORY} Nomor {uuid4().hex}."
    return {"channel": "wbs", "mode": "anonymous", "subject": SUBJECT, "story": story, **more}


def by_letter(**more: Any) -> Filing:
    """A letter, keyed in by an officer."""
    return {
        "channel": "letter",
        "mode": "confidential",
        "subject": SUBJECT,
        "story": STORY,
        "identity": REPORTER,
        **more,
    }


def lapak_aduan(**more: Any) -> Filing:
    """What the regency's portal passes on."""
    source = {"channel": "lapak_aduan", "source_reference": f"LA-{uuid4().hex[:12]}"}
    return {"mode": "confidential", "subject": SUBJECT, "story": STORY, **source, **more}


def on_the_web(**more: Any) -> Filing:
    """The public form, with an address for news."""
    identity = {**REPORTER, "email": f"pelapor-{uuid4().hex[:10]}@example.com"}
    return {
        "channel": "web",
        "mode": "confidential",
        "subject": SUBJECT,
        "story": STORY,
        "identity": identity,
        **more,
    }
