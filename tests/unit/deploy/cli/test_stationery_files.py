"""What a regency prints on, as files: read, and refused with file and line."""

import shutil
from pathlib import Path

import pytest

from deploy.cli.calendars import SHIPPED
from deploy.cli.tenant_files import faults_of, read_tenant
from services.common.contracts.stationery import CREST_BYTES

CEMPAKA = Path(__file__).parents[3] / "tenants" / "cempaka"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The made-up regency, to spoil."""
    shutil.copytree(CEMPAKA.parent, tmp_path, dirs_exist_ok=True)
    copy = tmp_path / CEMPAKA.name
    (copy / "documents").mkdir(exist_ok=True)
    return copy


@pytest.mark.parametrize("tenant", ["banyumas", "katingan", "klungkung", "madiun"])
def test_each_regency_that_comes_with_the_program_has_a_crest(tenant: str) -> None:
    assert read_tenant(SHIPPED / tenant).stationery.crest is not None


def test_one_of_them_words_an_answer_its_own_way() -> None:
    assert set(read_tenant(SHIPPED / "madiun").stationery.documents) == {"jawaban"}


def test_a_regency_without_stationery_uses_ours() -> None:
    stationery = read_tenant(CEMPAKA).stationery
    assert (stationery.crest, stationery.documents, stationery.style) == (None, {}, "")


def test_a_template_and_a_style_are_read(folder: Path) -> None:
    (folder / "documents" / "spt.html").write_text("{% extends 'spt.html' %}", encoding="utf-8")
    (folder / "documents" / "letter.css").write_text("h1 { color: #333 }", encoding="utf-8")
    stationery = read_tenant(folder).stationery
    assert stationery.documents == {"spt": "{% extends 'spt.html' %}"}
    assert stationery.style == "h1 { color: #333 }"


def test_a_template_that_cannot_be_used_is_named_by_file_and_line(folder: Path) -> None:
    file = folder / "documents" / "spt.html"
    file.write_text("<p>\n{{ says.wish }}", encoding="utf-8")
    [fault] = faults_of(folder)
    assert fault.startswith(f"{file}:2: ")
    assert "wish" in fault


def test_a_file_that_nobody_would_use_is_refused(folder: Path) -> None:
    (folder / "documents" / "surat.docx").write_bytes(b"x")
    [fault] = faults_of(folder)
    assert "surat.docx:1: " in fault
    assert "letter.css" in fault


def test_a_crest_has_a_largest_size(folder: Path) -> None:
    (folder / "crest.svg").write_bytes(b"<svg>" + b" " * CREST_BYTES)
    [fault] = faults_of(folder)
    assert "crest.svg:1: " in fault
    assert "100 KB" in fault


def test_two_crests_are_one_too_many(folder: Path) -> None:
    (folder / "crest.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "crest.png").write_bytes(b"x")
    [fault] = faults_of(folder)
    assert "one crest" in fault


def test_a_file_in_another_encoding_is_named_by_line(folder: Path) -> None:
    (folder / "documents" / "spt.html").write_bytes(b"a\nb\xff")
    [fault] = faults_of(folder)
    assert "spt.html:2: " in fault
    assert "UTF-8" in fault
