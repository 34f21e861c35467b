"""INDEKS.txt of a bundle: what is in it, for people who open the ZIP, in Bahasa Indonesia."""

from collections.abc import Iterator, Sequence

from gateway.bundles import Entry, written
from services.common.contracts.tasks import ForwardingCopy

NAME = "INDEKS.txt"


def index(copy: ForwardingCopy, to: str, entries: Sequence[Entry], *, left_out: int, with_identity: bool) -> Entry:
    """The index of these files, which go `to` a unit or agency; `left_out` files were to go along and do not."""
    lines = [*_head(copy, to), "", *_rows(entries), *_notes(copy, left_out, with_identity)]
    return written(NAME, "Daftar isi", "\n".join(lines) + "\n")


def _head(copy: ForwardingCopy, to: str) -> Iterator[str]:
    yield "DAFTAR ISI BERKAS PENYALURAN PENGADUAN"
    yield ""
    yield f"Nomor pengaduan : {copy.reference}"
    yield f"Disalurkan ke   : {to}"
    yield f"Nomor memo      : {copy.memo_number or '-'}"


def _rows(entries: Sequence[Entry]) -> Iterator[str]:
    for number, entry in enumerate(entries, start=1):
        yield f"{number}. {entry.name}"
        yield f"   Jenis   : {entry.what}"
        yield f"   Ukuran  : {entry.size} byte"
        yield f"   SHA-256 : {entry.sha256}"
        yield ""


def _notes(copy: ForwardingCopy, left_out: int, with_identity: bool) -> Iterator[str]:
    if left_out:
        yield f"Tidak disertakan: {left_out} berkas. Yang tidak ikut disalurkan: rekaman suara dan video,"
        yield "kartu identitas tanpa identitas pelapor, dan berkas yang tidak dapat dibuatkan salinan"
        yield "tanpa data tersembunyi. Hubungi Inspektorat bila memerlukannya."
    if with_identity:
        yield "Identitas pelapor ada di data.json. Jangan diteruskan kepada siapa pun, terutama kepada terlapor."
    else:
        yield "Identitas pelapor tidak disertakan di sini."
        if copy.agency:
            yield "Bila menurut memo identitas ikut disalurkan: disampaikan terpisah oleh pengirim."
    yield "Untuk memeriksa keutuhan berkas: sha256sum -c SHA256SUMS"
