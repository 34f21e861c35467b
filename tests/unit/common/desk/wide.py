"""A valid SOP with all that officers can do to a complaint besides ending its step."""

from services.common.sop.load import parse_sop
from services.common.sop.model import Sop

WIDE = """\
tenant: contoh
version: 1
title: Contoh
source: {office: Inspektorat Contoh, document: SOP Contoh}
products: [jawaban]
roles:
  pelapor: {label: Pelapor}
  petugas_penerima: {label: Petugas penerima, substitute: sekretariat}
  sekretariat: {label: Sekretariat, substitute: sekretaris}
  sekretaris: {label: Sekretaris}
  tim_penelaah: {label: Tim Penelaah}
  inspektur: {label: Inspektur, substitute: inspektur_provinsi}
  inspektur_provinsi: {label: Inspektur Provinsi}
  unit_terlapor: {label: Unit kerja, substitute: sekretariat}
channels:
  web:
    label: Formulir
    filed_by: pelapor
    modes: [open, confidential, anonymous]
    provenance: {basis: literal}
facts:
  decision: [jawab, unit, alih]
steps:
  - key: periksa
    title: Memeriksa
    text: Memeriksa kelengkapan
    kind: verify
    roles: [petugas_penerima]
    outcomes:
      lengkap: {label: Lengkap, to: telaah}
      diminta: {label: Kelengkapan diminta, to: tunggu}
    provenance: {basis: literal}
  - key: tunggu
    title: Menunggu
    text: Menunggu kelengkapan
    kind: await_reporter
    roles: [pelapor, petugas_penerima]
    pauses: true
    when_late: kedaluwarsa
    clock: {text: 5 hari kerja, amount: 5, unit: working_days, provenance: {basis: literal}}
    outcomes:
      dilengkapi: {label: Dilengkapi, to: periksa, is_return: true, limit: 2}
      kedaluwarsa: {label: Tidak dilengkapi, to: tidak_dilengkapi}
    provenance: {basis: literal}
  - key: telaah
    title: Menelaah
    text: Menelaah pengaduan
    kind: assess
    roles: [tim_penelaah]
    clock:
      text: 3 hari kerja
      amount: 3
      unit: working_days
      extension: {most: 5, approved_by: inspektur, provenance: {basis: literal}}
      provenance: {basis: literal}
    outcomes:
      ditelaah: {label: Ditelaah, to: putusan}
    provenance: {basis: literal}
  - key: putusan
    title: Memutuskan
    text: Memutuskan tindak lanjut
    kind: decide
    roles: [inspektur]
    outcomes:
      jawab: {label: Dijawab, to: jawaban, sets: {decision: jawab}}
      unit: {label: Disalurkan, to: teruskan, sets: {decision: unit}}
      alih: {label: Dialihkan, to: alihkan, sets: {decision: alih}}
    provenance: {basis: literal}
  - key: teruskan
    title: Menyalurkan
    text: Menyalurkan kepada unit kerja
    kind: forward
    roles: [sekretariat]
    outcomes:
      diteruskan: {label: Disalurkan, to: unit_terima}
    provenance: {basis: literal}
  - key: unit_terima
    title: Menerima memo
    text: Unit kerja menerima memo
    kind: accept
    roles: [unit_terlapor]
    outcomes:
      diterima: {label: Diterima, to: unit_kerja}
      dikembalikan: {label: Dikembalikan, to: teruskan, is_return: true, reason_required: true, limit: 3}
    provenance: {basis: literal}
  - key: unit_kerja
    title: Menindaklanjuti
    text: Unit kerja menindaklanjuti
    kind: delegate
    roles: [unit_terlapor]
    outcomes:
      dilaporkan: {label: Dilaporkan, to: jawaban}
      dikembalikan: {label: Dikembalikan, to: teruskan, is_return: true, reason_required: true, limit: 3}
    provenance: {basis: literal}
  - key: alihkan
    title: Mengalihkan
    text: Mengalihkan kepada instansi lain
    kind: transfer
    roles: [sekretariat]
    outcomes:
      dialihkan: {label: Dialihkan, to: dialihkan}
    provenance: {basis: literal}
  - key: jawaban
    title: Menjawab
    text: Membuat jawaban
    kind: respond
    roles: [sekretariat]
    outputs:
      - document: jawaban
    outcomes:
      dijawab: {label: Dijawab, to: selesai}
    provenance: {basis: literal}
  - key: tinjau
    title: Meninjau keberatan
    text: Meninjau keberatan pelapor
    kind: reconsider
    roles: [inspektur]
    outcomes:
      ditolak: {label: Ditolak, to: selesai}
      diterima:
        label: Diterima
        to:
          - {when: {decision: unit}, to: unit_kerja}
          - to: jawaban
        is_return: true
        reason_required: true
        limit: 2
    provenance: {basis: literal}
ends:
  selesai:
    label: Selesai
    objection: {text: 14 hari kerja, amount: 14, unit: working_days, to: tinjau, times: 2, provenance: {basis: literal}}
    provenance: {basis: literal}
  dialihkan: {label: Dialihkan, provenance: {basis: literal}}
  tidak_dilengkapi: {label: Tidak dilengkapi, provenance: {basis: literal}}
clocks:
  - key: total
    text: 60 hari kerja
    amount: 60
    unit: working_days
    start: {any_of: [received]}
    stop: {any_of: [closed]}
    extension: {most: 10, approved_by: [inspektur, sekretaris], provenance: {basis: literal}}
    provenance: {basis: literal}
  - key: unit_kerja_saja
    text: 14 hari
    amount: 14
    unit: days
    when: {decision: unit}
    start: {any_of: [teruskan.completed]}
    stop: {any_of: [closed]}
    provenance: {basis: literal}
"""


def wide_sop(old: str = "", new: str = "") -> Sop:
    """The wide SOP, or another valid one with a snippet in another's place."""
    assert not old or WIDE.count(old) == 1, old
    return parse_sop(WIDE.replace(old, new) if old else WIDE, "sop.yaml")


def next_version(old: str = "", new: str = "") -> Sop:
    """Version 2 of it, changed likewise."""
    return wide_sop(old, new).model_copy(update={"version": 2})
