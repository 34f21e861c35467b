"""The bridge of the examples at work: a portal's report becomes a complaint, and its status comes back."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests

import deploy
from deploy.demo.story import TODAY
from deploy.demo.waiting import await_that
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]
EXAMPLES = Path(deploy.__file__).parent / "examples"


@contextmanager
def program(module: str, *arguments: str, **settings: str) -> Iterator[None]:
    """A program of the examples, as its README says to start it."""
    command = [sys.executable, "-m", module, *arguments]
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    running = subprocess.Popen(command, cwd=EXAMPLES, env=kept | {"PYTHONDONTWRITEBYTECODE": "1"} | settings)
    try:
        yield
    finally:
        running.terminate()
        running.wait(10)


class Portal:
    """The made-up portal, and people who use it."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def is_there(self) -> bool:
        try:
            return requests.get(f"{self.url}/reports", timeout=5).ok
        except requests.ConnectionError:
            return False

    def report(self, **more: str) -> str:
        """Somebody reports something; its number."""
        number = f"LA-{uuid4().hex[:10]}"
        said = {"number": number, "title": "Jalan karangan berlubang", "text": "Kejadian ini karangan."} | more
        requests.post(f"{self.url}/reports", json=said, timeout=5)
        return number

    def close(self, number: str) -> None:
        said = {"state": "closed", "closed_on": TODAY}
        requests.patch(f"{self.url}/reports/{number}", json=said, timeout=5)

    def shown(self, number: str, **wanted: str) -> Json | None:
        """The report, once it says this."""
        (found,) = [one for one in requests.get(f"{self.url}/reports", timeout=5).json() if one["number"] == number]
        return found if wanted.items() <= found.items() else None

    def awaits(self, number: str, **wanted: str) -> Json:
        return await_that(lambda: self.shown(number, **wanted), f"{wanted} of {number}")


def settings(banyumas: Regency, stack: RunningStack, way: str, tmp_path: Path) -> dict[str, str]:
    """What the environment of the bridge says, with a subscription where it gets webhooks."""
    given = {
        "DUMAS_URL": banyumas.base_url,
        "DUMAS_TENANT": "banyumas",
        "DUMAS_KEY": banyumas.token("lapak_aduan"),
        "STATE_FILE": str(tmp_path / "state.json"),
        "EVERY_SECONDS": "0.5",
    }
    if way == "feed":
        return given
    port = str(stack.free_port("bridge"))
    wish = {"subscriber": "lapak_aduan", "way": "webhook", "url": f"http://127.0.0.1:{port}/dumas"}
    made = banyumas.person("admin").post("/subscriptions", wish)
    one = made["subscription"]["subscription_id"]
    return given | {"WEBHOOK_SECRET": made["secret"], "SUBSCRIPTION_ID": one, "LISTEN_PORT": port}


@pytest.mark.parametrize("way", ["webhook", "feed"])
def test_a_report_of_the_portal_goes_all_the_way_and_is_closed_by_the_portal(
    banyumas: Regency, stack: RunningStack, way: str, tmp_path: Path
) -> None:
    port = stack.free_port(f"portal-{way}")
    portal = Portal(port)
    given = settings(banyumas, stack, way, tmp_path)
    with program("lapak_aduan.fake_portal", str(port)):
        await_that(portal.is_there, "the portal")
        number = portal.report()
        with program("lapak_aduan", PORTAL_URL=portal.url, **given):
            reference = portal.awaits(number, state="filed")["reference"]
            banyumas.task(reference)
            banyumas.advance(reference, to="tunggu_selesai")
            portal.awaits(number, asks="Tutup laporan ini di portal", status="Ditindaklanjuti")
        with program("lapak_aduan", PORTAL_URL=portal.url, **given):  # it was stopped, and goes on
            portal.close(number)
            portal.awaits(number, state="confirmed")
            end = await_that(lambda: banyumas.standing(reference)["entry"]["end"], f"the end of {reference}")
            assert end == "selesai"
            portal.awaits(number, status="Selesai di inspektorat")


def test_what_dumas_refuses_is_told_in_the_portal_and_holds_up_nothing(
    banyumas: Regency, stack: RunningStack, tmp_path: Path
) -> None:
    port = stack.free_port("portal-refused")
    portal = Portal(port)
    with program("lapak_aduan.fake_portal", str(port)):
        await_that(portal.is_there, "the portal")
        wrong, good = portal.report(title="x" * 400), portal.report()
        with program("lapak_aduan", PORTAL_URL=portal.url, **settings(banyumas, stack, "feed", tmp_path)):
            portal.awaits(good, state="filed")
            assert "subject" in portal.awaits(wrong, state="refused")["trouble"]
