"""`dumas documents`: the process that makes and signs documents. In a module of its own for what it brings along."""

import threading
from typing import Final

import click
from sqlalchemy import make_url

from deploy.cli.processes import run_threads, stop_on_signal
from services.common.press.offices import Offices
from services.common.press.pool import Pool
from services.common.press.previews import Previews
from services.common.press.process import Press
from services.common.press.workshop import Compile, Workshop
from services.common.runtime.errands import Worker, keep_memory_private, make_engine
from services.common.runtime.logs import to_stdout
from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore
from services.common.runtime.tenant_keys import Keyring
from services.common.sealing import Ring
from services.intake.earlier_keys import evidences_keyring
from services.intake.register.compiling import compile_report
from services.intake.register.compiling.entered import Entries

DESKS: Final = ("intake", "review", "assignment", "followup")
"""The desks whose databases have documents; intake's has those of the register too."""


@click.command()
@click.argument("desks", nargs=-1, type=click.Choice(DESKS))
def documents(desks: tuple[str, ...]) -> None:
    """Make and sign documents: of all desks, or of those named."""
    to_stdout("documents")
    env, stop = Environment(), stop_on_signal()
    presses, pools = workers(env, stop, desks or DESKS)
    run_threads(presses, stop, env.number("HEALTH_PORT", 0))
    for pool in pools:
        pool.close()


def workers(env: Environment, stop: threading.Event, desks: tuple[str, ...]) -> tuple[list[Worker], list[Pool]]:
    """By DATABASE_URL, DUMAS_SEAL_KEYS_<DESK>, DUMAS_PUBLIC_URL, S3_…, DOCUMENT_WORKERS; not started yet."""
    url, store = env.text("DATABASE_URL"), Store.read(env)
    public_url = env.text("DUMAS_PUBLIC_URL").rstrip("/")
    masters = {desk: env.text(f"DUMAS_SEAL_KEYS_{desk.upper()}") for desk in {*desks, "intake"}}
    count = env.number("DOCUMENT_WORKERS", 1)
    env.require()
    keep_memory_private()
    keyrings = {desk: _keyring(desk, masters[desk]) for desk in masters}
    intake = make_engine(_database(url, "intake"), is_autocommit=False)
    assignment = make_engine(_database(url, "assignment"), is_autocommit=False)
    offices, entries = Offices(assignment, intake, keyrings["intake"]), Entries(intake, keyrings["intake"])
    setting, signing, objects = Pool("render", count), Pool("sign", 1), ObjectStore(store, len(desks) + 1)
    compilers: dict[str, Compile] = {"intake": compile_report}
    shops = {
        desk: Workshop(
            keyrings[desk], objects, setting, signing, offices, public_url, compilers.get(desk), entries.line
        )
        for desk in desks
    }
    presses: list[Worker] = [Press(_database(url, desk), shop, stop) for desk, shop in shops.items()]
    if "intake" in shops:
        presses.append(Previews(_database(url, "intake"), setting, stop))
    return presses, [setting, signing]


def _keyring(desk: str, masters: str) -> Keyring:
    return evidences_keyring(masters) if desk == "intake" else Keyring(Ring(masters))


def _database(url: str, desk: str) -> str:
    """The same server and role, the desk's database."""
    return make_url(url).set(database=f"dumas_{desk}").render_as_string(hide_password=False)
