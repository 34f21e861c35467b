"""The catalogue of outward events as Markdown: all of them on one page, and each on its own."""

import json
from collections.abc import Mapping
from typing import Final

from flask import g

from gateway import event_schemas
from gateway.pages import docs_models
from gateway.pages.docs_models import cell
from gateway.pages.docs_reference import as_json
from gateway.pages.words import say
from services.common.contracts.outward.catalogue import OUTWARD, OutwardType
from services.common.contracts.outward.envelope import routing_key
from services.common.contracts.outward.examples import example
from services.common.standing import MEANINGS

NAME: Final = "events"

OPENED: Final[Mapping[str, str]] = {
    "complaint.completion_requested": "await_reporter",
    "followup.started": "carry_out",
    "source.awaited": "await_source",
}
"""Told when a step of this kind opens."""

ENDED: Final[Mapping[str, str]] = {
    "complaint.registered": "record",
    "complaint.completion_received": "await_reporter",
    "review.completed": "assess",
    "decision.made": "decide",
    "letter.issued": "sign_letter",
    "followup.reported": "carry_out",
    "forwarding.accepted": "accept",
    "forwarding.reported": "delegate",
    "answer.delivered": "deliver",
}
"""Told when a step of this kind has ended."""


def name_of(event: str) -> str:
    """Under which name the page of an event stands in the documentation."""
    return f"{NAME}/{event}"


def catalogue() -> str:
    """All types, what surrounds them, and the words for where a complaint stands."""
    types = [f"| [{name}](/docs/{name_of(name)}) | {cell(_when(one))} |" for name, one in OUTWARD.items()]
    words = [f"| `{status}` | {cell(say(meaning))} |" for status, meaning in MEANINGS.items()]
    envelope = event_schemas.envelope()
    parts = [
        f"# {say('Katalog peristiwa')}",
        say(
            "Setiap peristiwa yang dapat didengar sistem lain, dengan contoh dan skemanya. Isinya kode, waktu, dan "
            "angka; nama orang, cerita, dan nama berkas tidak pernah ada di dalamnya."
        ),
        say(
            "Untuk program: [`/docs/asyncapi.json`](/docs/asyncapi.json) (AsyncAPI 3.0), dan JSON Schema setiap "
            "jenis di alamat yang disebut `dataschema`."
        ),
        f"## {say('Jenis peristiwa')} {{#types}}",
        "\n".join([f"| {say('Jenis')} | {say('Kapan')} |", "|---|---|", *types]),
        f"## {say('Sampul setiap peristiwa')} {{#envelope}}",
        say("CloudEvents 1.0, sebagai JSON. Byte-nya sama lewat webhook, AMQP, dan `GET /api/v1/events`."),
        docs_models.fields(envelope),
        f"## {say('Delapan kata status')} {{#status}}",
        say("Kata `status` sama di semua daerah, apa pun nama langkah dalam SOP masing-masing."),
        "\n".join([f"| {say('Kata')} | {say('Arti')} |", "|---|---|", *words]),
    ]
    return "\n\n".join(parts) + "\n"


def event(name: str) -> str:
    """One type."""
    one = OUTWARD[name]
    parts = [
        f"# {name}",
        _when(one),
        f"**{say('Yang boleh menerimanya')}:** {_who(one)}",
        f"**{say('Langkah dalam SOP')}:** {_step(name)}",
        f"## {say('Contoh')} {{#example}}",
        as_json(json.loads(example(name))),
        f"## {say('Bidang data')} {{#data}}",
        docs_models.fields(event_schemas.of_data(name)),
        say("JSON Schema: [{address}]({address})").format(address=event_schemas.address(name)),
        f"## {say('Jaminan')} {{#guarantees}}",
        "\n".join(f"- {text}" for text in _guarantees(one)),
        f"[{say('Semua jenis peristiwa')}](/docs/{NAME})",
    ]
    return "\n\n".join(parts) + "\n"


def _when(one: OutwardType) -> str:
    return one.kapan if g.get("language", "id") == "id" else one.when


def _who(one: OutwardType) -> str:
    if not one.is_of_complaint:
        return say("hanya langganan yang disebut di dalamnya.")
    return say(
        "langganan yang cakupannya memuat sumber pengaduan itu; pengaduan yang identitas pelapornya dilindungi hanya "
        "dengan izin administrator. Lihat [cakupan dan privasi](/docs/scope)."
    )


def _step(name: str) -> str:
    if name in OPENED:
        return say("saat langkah jenis `{kind}` dibuka.").format(kind=OPENED[name])
    if name in ENDED:
        return say("saat langkah jenis `{kind}` selesai.").format(kind=ENDED[name])
    return say("tidak terikat pada satu jenis langkah.")


def _guarantees(one: OutwardType) -> list[str]:
    every = [
        say("`id` tetap sama pada setiap pengiriman ulang; peristiwa yang sama dapat datang lebih dari sekali."),
        say("Bidang baru dapat ditambahkan kapan saja; abaikan yang tidak Anda kenal."),
        say("Arti jenis ini tidak berubah; penarikannya diumumkan dua belas bulan sebelumnya."),
    ]
    if not one.is_of_complaint:
        return every
    key = routing_key("<tenant>", one.name, "<channel>", "<mode>")
    counted = say("`data.sequence` menghitung peristiwa satu pengaduan mulai dari 1, tanpa celah.")
    return [counted, *every, say("Kunci rute AMQP: `{key}`.").format(key=key)]
