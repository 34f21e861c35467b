"""What is found in a PDF by a process of its own: whose signature, whether it stands, and what came after it."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from services.common.press import examiner, examining
from services.common.press.certificates import new_authority
from services.common.press.examining import Examined, LastSignature, NotExamined, examined
from tests.support.signed import AT, INSPEKTUR, OFFICE, authority, continued, letter, signed

OURS = authority()[0]


def last(pdf: bytes, certificate: str | None = OURS) -> LastSignature:
    found = examined(pdf, certificate).last
    assert found is not None
    return found


def test_our_own_signature_is_intact_valid_and_trusted() -> None:
    assert last(signed()) == LastSignature(
        signer=INSPEKTUR.name,
        signed_at=AT,
        is_intact=True,
        is_valid=True,
        is_trusted=True,
        covers_file=True,
        change="none",
    )


def test_a_stream_is_examined_from_where_it_is() -> None:
    stream = BytesIO(b"before" + signed())
    stream.seek(6)
    assert examined(stream, OURS).signatures == 1


def test_a_byte_that_was_changed_breaks_the_signature() -> None:
    altered = signed().replace(b"/Type /Page\n", b"/Type /Pagf\n", 1)
    assert altered != signed()
    assert not last(altered).is_intact
    assert not last(altered).stands


def test_a_signature_by_another_authority_is_intact_and_not_trusted() -> None:
    theirs = last(signed(under=authority("Inspektorat Daerah Kabupaten Lain")))
    assert (theirs.is_intact, theirs.is_valid, theirs.is_trusted) == (True, True, False)


def test_an_authority_of_the_same_name_is_another_one() -> None:
    assert not last(signed(under=new_authority(OFFICE, AT))).is_trusted


def test_nothing_is_trusted_without_a_certificate() -> None:
    assert (last(signed(), None).stands, last(signed(), None).is_trusted) == (True, False)


def test_what_was_added_after_signing_is_told() -> None:
    more = last(continued(signed()))
    assert (more.is_intact, more.covers_file, more.change, more.stands) == (True, False, "content", False)


def test_bytes_behind_the_file_are_told_apart_from_another_content() -> None:
    more = last(signed() + b"\n% dan seterusnya\n")
    assert (more.is_intact, more.covers_file, more.change) == (True, False, "harmless")


def test_the_last_of_several_signatures_is_told() -> None:
    twice = examined(signed(signed(), under=authority("Inspektorat Daerah Kabupaten Lain")), OURS)
    assert twice.signatures == 2
    assert twice.last is not None
    assert not twice.last.is_trusted


def test_a_pdf_without_a_signature_has_none() -> None:
    assert examined(letter(), OURS) == Examined(is_pdf=True)


@pytest.mark.parametrize("content", [b"", b"halo", b"%PDF-1.7\nrusak", signed()[:-2000]], ids=range(4))
def test_what_is_no_readable_pdf_is_none(content: bytes) -> None:
    assert examined(content, OURS) == Examined(is_pdf=False)


def test_a_signature_that_is_none_proves_nothing() -> None:
    found = last(_with_broken_signature())
    assert (found.is_intact, found.is_valid, found.stands) == (False, False, False)


def test_the_gateway_loads_no_reader_of_pdfs_by_it() -> None:
    heavy = "import sys, services.common.press.examining; print([m for m in sys.modules if m.startswith('pyhanko')])"
    said = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_process_holds_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUMAS_BSRE", "rahasia")
    seen = tmp_path / "seen"
    _child(monkeypatch, tmp_path, f"import os, pathlib; pathlib.Path({str(seen)!r}).write_text(str(dict(os.environ)))")
    with pytest.raises(NotExamined):
        examined(letter())
    assert "PATH" in seen.read_text()
    assert "rahasia" not in seen.read_text()


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(examining, "SECONDS", 0.3)
    _child(monkeypatch, tmp_path, "import time; time.sleep(60)")
    with pytest.raises(NotExamined, match="too long"):
        examined(letter())


def test_a_process_that_is_ended_by_its_bounds_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _child(monkeypatch, tmp_path, "import os; os.abort()")
    with pytest.raises(NotExamined, match="ended with"):
        examined(letter())


def test_a_fault_of_a_library_is_no_word_on_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _child(monkeypatch, tmp_path, 'print(\'{"failed": "MemoryError"}\')')
    with pytest.raises(NotExamined, match="MemoryError"):
        examined(letter())


def test_no_more_than_a_few_are_examined_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_WAIT", 0.01)
    for _ in range(2):
        assert examining._room.acquire(blocking=False)
    try:
        with pytest.raises(NotExamined, match="too many"):
            examined(letter())
    finally:
        examining._room.release(2)


def test_the_process_bounds_itself() -> None:
    ask = f"from {examiner.__name__} import _bound; import resource as r; _bound(); print(r.getrlimit(r.RLIMIT_AS)[0])"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert int(said.stdout) == examiner.MEMORY


def _child(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str) -> None:
    """Let this program stand in for the examiner."""
    (folder / "standing_in.py").write_text(program)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", ""))))
    monkeypatch.setattr(examining, "_EXAMINER", "standing_in")


def _with_broken_signature() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(signed())) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.V.Contents = pikepdf.String("bukan tanda tangan")
        pdf.save(out)
    return out.getvalue()
