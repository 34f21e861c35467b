"""The bridge itself: carries reports to Dumas, statuses back, and the portal's word that a report is closed.

Every round begins where the last one was saved, and each of its acts may be done twice without harm; so it may be
stopped, or fall over, at any moment.
"""

import json
import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

from .dumas import Dumas, NotYet, Refused
from .http import Away
from .portal import WORDS, Portal
from .receiver import Receiver

log = logging.getLogger("lapak_aduan")


class Memory:
    """What must outlive the program: how far the feed was read, and the newest event of each complaint."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        kept = json.loads(file.read_text()) if file.exists() else {}
        self.cursor: str = kept.get("cursor", "")
        self._newest: dict[str, int] = kept.get("newest", {})

    def is_new(self, reference: str, sequence: int) -> bool:
        """Whether nothing as new was written of this complaint. Webhooks may come twice, and late."""
        with self._lock:
            return sequence > self._newest.get(reference, 0)

    def keep(self, reference: str, sequence: int) -> None:
        """This is written."""
        with self._lock:
            self._newest[reference] = max(sequence, self._newest.get(reference, 0))
            self._save()

    def read_to(self, cursor: str) -> None:
        """The feed is read as far as this."""
        with self._lock:
            self.cursor = cursor
            self._save()

    def _save(self) -> None:
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps({"cursor": self.cursor, "newest": self._newest}))
        beside.replace(self._file)


class Bridge:
    """Between one portal and one regency."""

    def __init__(self, portal: Portal, dumas: Dumas, memory: Memory) -> None:
        self.portal, self.dumas, self.memory = portal, dumas, memory

    def round(self, *, reads_feed: bool) -> None:
        """Everything once. Away when one of the two does not answer; what is left is done in the next round."""
        self.carry_over()
        if reads_feed:
            self.read_feed()
        self.confirm_closed()

    def carry_over(self) -> None:
        """New reports become complaints."""
        for report in self.portal.new():
            number = str(report["number"])
            try:
                reference = self.dumas.file(report)
            except Refused as reason:  # a person must look at it; the others go on
                log.warning("report %s was refused: %s", number, reason)
                self.portal.note(number, state="refused", trouble=str(reason))
                continue
            self.portal.note(number, state="filed", reference=reference, status=WORDS["received"])
            log.info("report %s is complaint %s", number, reference)

    def read_feed(self) -> None:
        """Everything told since the last time."""
        while True:
            events, cursor = self.dumas.events(self.memory.cursor)
            for event in events:
                self.take(event)
            self.memory.read_to(cursor)
            if not events:
                return

    def take(self, event: dict[str, Any]) -> None:
        """One event: the status is written to the portal, unless a newer one was."""
        data = event["data"]
        number, reference = data.get("source_reference"), data.get("reference")
        if event.get("dumastest") or not number or data.get("channel") != "lapak_aduan":
            return
        if self.memory.is_new(reference, data["sequence"]):
            more = {"asks": "Tutup laporan ini di portal"} if event["type"] == "source.awaited" else {}
            self.portal.note(number, reference=reference, status=WORDS[data["status"]], **more)
            self.memory.keep(reference, data["sequence"])

    def confirm_closed(self) -> None:
        """What was closed in the portal is closed in Dumas, as soon as Dumas waits for it."""
        for report in self.portal.closed():
            number = str(report["number"])
            try:
                self.dumas.confirm(number, report["closed_on"], "Selesai")
            except NotYet as reason:
                log.info("report %s is closed too early: %s", number, reason)
                continue
            except Refused as reason:
                log.warning("closing of report %s was refused: %s", number, reason)
                continue
            self.portal.note(number, state="confirmed")
            log.info("report %s is confirmed", number)


def main() -> None:
    """Run until stopped, with what the environment says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    env = os.environ
    secret = env.get("WEBHOOK_SECRET", "")
    dumas = Dumas(
        env["DUMAS_URL"].rstrip("/"), env["DUMAS_TENANT"], env["DUMAS_KEY"], secret, env.get("SUBSCRIPTION_ID", "")
    )
    memory = Memory(Path(env.get("STATE_FILE", "lapak-aduan.json")))
    bridge = Bridge(Portal(env["PORTAL_URL"].rstrip("/")), dumas, memory)
    if secret:
        Receiver(int(env.get("LISTEN_PORT", "8099")), secret, bridge.take).begin()
    while True:
        try:
            bridge.round(reads_feed=not secret)
        except (Away, Refused) as reason:
            log.warning("tried again later: %s", reason)
        time.sleep(float(env.get("EVERY_SECONDS", "30")))
