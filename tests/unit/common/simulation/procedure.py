"""A small SOP with a wait, returns and clocks, and simulations of complaints through it."""

from datetime import datetime
from typing import Any

from services.common.contracts.procedures import Simulate, SimulatedClock, SimulatedStep, Simulation
from services.common.simulation import simulate
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop
from tests.unit.common.clocks.support import local, shipped

TEXT = """\
tenant: contoh
version: 1
title: Contoh
source: {office: Inspektorat Contoh, document: SOP Contoh}
roles:
  pelapor: {label: Pelapor}
  jfu: {label: JFU}
  inspektur: {label: Inspektur, substitute: inspektur_provinsi}
  inspektur_provinsi: {label: Pengganti}
channels:
  web: {label: Formulir, filed_by: pelapor, modes: [confidential, open], provenance: {basis: literal}}
  wbs: {label: WBS, filed_by: pelapor, modes: [anonymous], provenance: {basis: literal}}
facts:
  decision: [audit, teguran]
steps:
  - key: catat
    number: 1
    title: Mencatat
    text: Mencatat
    kind: record
    roles: [jfu]
    clock: {text: 1 hari kerja, amount: 1, unit: working_days, provenance: {basis: literal}}
    outcomes: {dicatat: {label: Dicatat, to: verifikasi}}
    provenance: {basis: literal}
  - key: verifikasi
    title: Memverifikasi
    text: Memverifikasi
    kind: verify
    roles: [jfu]
    outcomes:
      ulang: {label: Ulang, to: catat, is_return: true, reason_required: true, limit: 1}
      lengkap: {label: Lengkap, to: telaah}
      diminta: {label: Diminta, to: menunggu}
    provenance: {basis: literal}
  - key: menunggu
    title: Menunggu
    text: Menunggu
    kind: await_reporter
    roles: [pelapor, jfu]
    pauses: true
    when_late: terlambat
    clock: {text: 5 hari kerja, amount: 5, unit: working_days, provenance: {basis: literal}}
    outcomes:
      terlambat: {label: Terlambat, to: gugur}
      dilengkapi: {label: Dilengkapi, to: verifikasi, is_return: true, limit: 2}
    provenance: {basis: literal}
  - key: telaah
    title: Menelaah
    text: Menelaah
    kind: assess
    roles: [inspektur]
    outputs: [{document: laporan_penelaahan}]
    outcomes: {ditelaah: {label: Ditelaah, to: putusan}}
    provenance: {basis: literal}
  - key: putusan
    title: Memutuskan
    text: Memutuskan
    kind: decide
    roles: [inspektur]
    outputs: [{document: keputusan_tl}]
    outcomes:
      dikembalikan: {label: Dikembalikan, to: telaah, is_return: true, reason_required: true, limit: 2}
      teguran: {label: Teguran, to: jawab, sets: {decision: teguran}}
      audit: {label: Audit, to: jawab, sets: {decision: audit}}
    provenance: {basis: literal}
  - key: jawab
    title: Menjawab
    text: Menjawab
    kind: respond
    roles: [jfu]
    outputs: [{document: jawaban}, {document: laporan_tindak_lanjut, when: {decision: audit}}]
    outcomes: {dijawab: {label: Dijawab, to: selesai}}
    provenance: {basis: literal}
ends:
  selesai: {label: Selesai, provenance: {basis: literal}}
  gugur: {label: Gugur, provenance: {basis: literal}}
clocks:
  - key: total
    text: 20 hari kerja
    amount: 20
    unit: working_days
    start: {all_of: [received]}
    stop: {all_of: [closed]}
    provenance: {basis: literal}
  - key: kajian
    text: 5 hari kerja
    amount: 5
    unit: working_days
    start: {all_of: [telaah.entered]}
    stop: {any_of: [document.keputusan_tl]}
    provenance: {basis: literal}
  - key: audit
    text: 60 hari
    amount: 60
    unit: days
    when: {decision: audit}
    start: {all_of: [putusan.completed]}
    stop: {any_of: [document.laporan_tindak_lanjut]}
    provenance: {basis: literal}
"""

SOP: Sop = parse_sop(TEXT, "sop.yaml")
CALENDAR = shipped("banyumas")
STARTS_AT = local("2026-03-02 09:00")


def walked(**asked: Any) -> Simulation:
    """A complaint that comes in on Monday, 2 March 2026, at nine."""
    return simulate(SOP, CALENDAR, Simulate(**{"starts_at": STARTS_AT, **asked}))


def taken(simulation: Simulation) -> list[tuple[str, str]]:
    """Each step with its outcome."""
    return [(step.step, step.outcome) for step in simulation.steps]


def visit(simulation: Simulation, step: str, number: int = 1) -> SimulatedStep:
    """A step, the first time or a later one."""
    return [each for each in simulation.steps if each.step == step][number - 1]


def clock(simulation: Simulation, key: str) -> SimulatedClock:
    """One of the SOP's clocks."""
    return next(each for each in simulation.clocks if each.key == key)


def at(text: str) -> datetime:
    """`2026-03-02 10:00` by the office's clock."""
    return local(text)
