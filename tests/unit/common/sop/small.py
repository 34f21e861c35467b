"""A small valid SOP as text, and a way to break it in one place and see what is said about which line."""

from dataclasses import dataclass

import pytest

from services.common.sop.load import Fault, SopFaulty, parse_sop
from services.common.sop.model import Sop

SMALL = """\
tenant: contoh
version: 1
title: Contoh
source: {office: Inspektorat Contoh, document: SOP Contoh}
products: [jawaban]
roles:
  pelapor: {label: Pelapor}
  jfu: {label: JFU}
  inspektur: {label: Inspektur, substitute: sekretaris}
  sekretaris: {label: Sekretaris}
channels:
  walk_in:
    label: Datang langsung
    filed_by: [jfu]
    modes: [open]
    identity_required: [name]
    attachments_required: [evidence]
    provenance: {basis: literal}
  wbs:
    label: WBS
    filed_by: [pelapor]
    modes: [anonymous, open]
    provenance: {basis: literal}
facts:
  decision: [audit, teguran]
steps:
  - key: catat
    title: Mencatat
    text: Mencatat pengaduan
    kind: record
    roles: [jfu]
    outcomes:
      dicatat: {label: Dicatat, to: telaah}
    provenance: {basis: literal}
  - key: telaah
    title: Menelaah
    text: Menelaah pengaduan
    kind: assess
    roles: [inspektur]
    required: [criteria]
    outputs:
      - document: laporan_penelaahan
    outcomes:
      ditelaah: {label: Ditelaah, to: putusan}
    provenance: {basis: literal}
  - key: putusan
    title: Memutuskan
    text: Memutuskan tindak lanjut
    kind: decide
    roles: [inspektur]
    outcomes:
      audit: {label: Audit, to: jawaban, sets: {decision: audit}}
      teguran: {label: Teguran, to: jawaban, sets: {decision: teguran}}
      dikembalikan:
        label: Dikembalikan
        to: telaah
        is_return: true
        reason_required: true
        limit: 2
    provenance: {basis: added}
  - key: jawaban
    title: Menjawab
    text: Membuat jawaban
    kind: respond
    roles: [sekretaris]
    outputs:
      - {document: jawaban}
      - {document: laporan_tindak_lanjut, when: {decision: audit}}
    copies:
      - {document: laporan_tindak_lanjut, to: inspektur, when: {decision: [audit]}}
    outcomes:
      dijawab:
        label: Dijawab
        to:
          - {when: {channel: wbs}, to: selesai}
          - to: ditutup
    provenance: {basis: literal}
ends:
  selesai: {label: Selesai, provenance: {basis: literal}}
  ditutup: {label: Ditutup, provenance: {basis: literal}}
clocks:
  - key: total
    text: 20 hari kerja
    amount: 20
    unit: working_days
    start: {all_of: [received, catat.dicatat]}
    stop: {any_of: [document.jawaban]}
    provenance: {basis: literal}
schedules:
  - {report: jawaban, to: inspektur, every: semester, provenance: {basis: literal}}
"""


@dataclass(frozen=True)
class Broken:
    """What was said about a broken SOP, and where the break is."""

    text: str
    faults: tuple[Fault, ...]

    def line(self, snippet: str) -> int:
        """The line on which a snippet of the broken text begins."""
        assert self.text.count(snippet) == 1, snippet
        return self.text[: self.text.index(snippet)].count("\n") + 1

    def said(self, snippet: str) -> str:
        """All that was said about the line on which the snippet begins."""
        line = self.line(snippet)
        messages = [fault.message for fault in self.faults if fault.line == line]
        assert messages, f"nothing said about line {line}; faults: {self.faults}"
        return " ".join(messages)


def changed(old: str, new: str, text: str = SMALL) -> Sop:
    """The small SOP, or another, still valid with one snippet in another's place."""
    return parse_sop(_replaced(old, new, text), "sop.yaml")


def broken(old: str, new: str, text: str = SMALL) -> Broken:
    """The small SOP, or another, no longer valid with one snippet in another's place."""
    text = _replaced(old, new, text)
    with pytest.raises(SopFaulty) as refused:
        parse_sop(text, "sop.yaml")
    return Broken(text, refused.value.faults)


def _replaced(old: str, new: str, text: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)
