"""The portal's side. This one speaks with `fake_portal`; replace the four methods by what yours offers."""

import json
from dataclasses import dataclass
from typing import Any

from .http import ask

WORDS = {
    "received": "Diterima inspektorat",
    "checked": "Diverifikasi inspektorat",
    "examined": "Ditelaah inspektorat",
    "acted": "Ditindaklanjuti",
    "passed_on": "Diteruskan ke instansi berwenang",
    "waits": "Menunggu pelapor",
    "ended": "Selesai di inspektorat",
    "impossible": "Tidak dapat diproses",
}
"""What the portal shows for each of the eight words of Dumas."""


@dataclass(frozen=True)
class Portal:
    """Lapak Aduan, made up."""

    url: str

    def new(self) -> list[dict[str, Any]]:
        """Reports that Dumas has not got yet."""
        reports: list[dict[str, Any]] = ask("GET", f"{self.url}/reports?state=new")[1]
        return reports

    def closed(self) -> list[dict[str, Any]]:
        """Reports that somebody closed in the portal, and Dumas does not know of yet."""
        reports: list[dict[str, Any]] = ask("GET", f"{self.url}/reports?state=closed")[1]
        return reports

    def note(self, number: str, **fields: str) -> None:
        """Write to a report: `state`, `reference`, `status`, `trouble`."""
        ask("PATCH", f"{self.url}/reports/{number}", body=json.dumps(fields).encode())
