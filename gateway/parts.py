"""Everything a handler may need, made once per process and found through the application."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app
from sqlalchemy import Engine

from gateway.admission import Admission
from gateway.counters import Counters
from gateway.database import make_counting_engine, make_engine
from gateway.deputies import Deputies
from gateway.desks import Desks, Rpc
from gateway.drafts import Drafts
from gateway.guessing import Guessing
from gateway.own_password import OwnPasswords
from gateway.proofs import Proofs
from gateway.receipts import Receipts
from gateway.regencies import Kept, Regencies
from gateway.saved_filters import SavedFilters
from gateway.second_factor import SecondFactors
from gateway.settings import GatewaySettings
from gateway.sign_in import Doorkeeper
from gateway.signing.providers import Providers
from gateway.stewards import Stewards
from gateway.streams import Streams
from gateway.sweeping import Sweeping
from gateway.tokens import ReporterTokens
from gateway.waiting import Waiting
from services.common.runtime.client import RpcClient
from services.common.runtime.storage import ObjectStore
from services.common.runtime.trust import Issuer, Seal
from services.common.sealing import derived

_NAME = "dumas"


@dataclass(frozen=True, slots=True)
class Parts:
    """Nothing here connects before it is used, so a process may fork after making it."""

    engine: Engine
    desks: Desks
    store: ObjectStore
    door: Doorkeeper
    factors: SecondFactors
    passwords: OwnPasswords
    stewards: Stewards
    deputies: Deputies
    regencies: Regencies
    receipts: Receipts
    reporter_tokens: ReporterTokens
    admission: Admission
    drafts: Drafts
    filters: SavedFilters
    waiting: Waiting
    sweeping: Sweeping
    providers: Providers
    streams: Streams


def make(settings: GatewaySettings, rpc: Rpc | None = None) -> Parts:
    """The parts by settings; `rpc` stands in for the client, for tests."""
    engine = make_engine(settings.database_url, settings.threads)
    desks = Desks(lambda: rpc or _client(settings), settings.calls_per_service)
    admission, drafts = _admission(settings), Drafts(engine)
    return Parts(
        engine=engine,
        desks=desks,
        store=ObjectStore(settings.store, settings.threads),
        door=Doorkeeper(engine, settings.factor_key),
        factors=SecondFactors(engine, settings.factor_key),
        passwords=OwnPasswords(engine, Guessing(engine, settings.factor_key)),
        stewards=Stewards(engine, settings.factor_key),
        deputies=Deputies(engine, settings.factor_key),
        regencies=Regencies(desks, Kept(engine)),
        receipts=Receipts(settings.receipt_key),
        reporter_tokens=ReporterTokens(settings.signing_key),
        admission=admission,
        drafts=drafts,
        filters=SavedFilters(engine),
        waiting=Waiting(settings.receipt_key),
        sweeping=Sweeping(admission.counters, drafts),
        providers=Providers(settings.bsre),
        streams=Streams(settings.threads),
    )


def _client(settings: GatewaySettings) -> Rpc:
    issuer = Issuer("gateway", settings.signing_key)
    return RpcClient(settings.amqp_uri, Seal(settings.sealing_key), issuer, "gateway")


def _admission(settings: GatewaySettings) -> Admission:
    counters = Counters(make_counting_engine(settings.database_url), derived(settings.receipt_key, "dumas counters"))
    return Admission(settings.limits, counters, Proofs(settings.receipt_key))


def install(app: Flask, parts: Parts) -> None:
    """Let handlers of this application find the parts."""
    app.extensions[_NAME] = parts


def parts() -> Parts:
    """The parts of the application that handles the current request."""
    return cast(Parts, current_app.extensions[_NAME])


def parts_of(app: Flask) -> Parts:
    """The parts of an application, outside of a request."""
    return cast(Parts, app.extensions[_NAME])
