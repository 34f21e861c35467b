"""A regency's own terms as `dumas tenant check` reads them: odd ones are refused, by file and line."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from deploy.cli.calendars import SHIPPED
from deploy.cli.tenant_files import faults_of, read_tenant
from services.common.contracts.glossary import OwnWords

CEMPAKA = Path(__file__).parents[3] / "tenants" / "cempaka"
ODD = (
    "<b>pengadu</b>",
    "{pengadu}",
    "pengadu&nbsp",
    "p",
    "x" * 41,
    "pengadu 1",
    "pengadu\\nlain",
    "",
    "pengadu  lain",
    "%(a)s",
    "\\u202epengadu",
    "пелапор",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The made-up regency, to spoil."""
    shutil.copytree(CEMPAKA.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / CEMPAKA.name


def faults(folder: Path, glossary: str) -> list[str]:
    """What the check says of the regency with this glossary."""
    file = folder / "tenant.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nglossary:\n  {glossary}\n", encoding="utf-8")
    return faults_of(folder)


def test_madiun_says_pengadu_as_its_sop_does() -> None:
    assert read_tenant(SHIPPED / "madiun").profile.glossary == {"pelapor": OwnWords(id="pengadu")}


def test_a_word_for_one_language_or_for_both_is_taken(folder: Path) -> None:
    assert faults(folder, "pelapor: pengadu\n  perangkat daerah: {id: unit kerja, en: work unit}") == []


@pytest.mark.parametrize("word", ODD)
def test_what_is_no_plain_word_is_refused_with_its_line(folder: Path, word: str) -> None:
    [fault] = faults(folder, f'pelapor: "{word}"')
    assert fault.startswith(f"{folder / 'tenant.yaml'}:")
    assert "2 to 40 letters" in fault or "empty" in fault


def test_what_is_no_term_is_refused_with_those_there_are(folder: Path) -> None:
    [fault] = faults(folder, "kepala dinas: pimpinan")
    assert "those are: pelapor, terlapor" in fault


@pytest.mark.parametrize("glossary", ["pelapor: terlapor", "pelapor: warga\n  terlapor: Warga"])
def test_two_terms_cannot_get_one_name(folder: Path, glossary: str) -> None:
    [fault] = faults(folder, glossary)
    assert "nobody could tell them apart" in fault


@given(word=st.text())
def test_whatever_is_taken_is_letters_spaces_and_hyphens(word: str) -> None:
    try:
        taken = OwnWords.model_validate({"id": word}).id
    except ValidationError:
        return
    assert taken == word
    assert all(letter.isascii() and (letter.isalpha() or letter in " -") for letter in taken)
    assert 2 <= len(taken) <= 40
