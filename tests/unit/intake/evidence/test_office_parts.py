"""Parts of office documents that tell who, where and with what, however they are written and wherever they lie."""

import io
import zipfile

import pytest
from PIL import Image

from services.intake.evidence.looking import Seen
from services.intake.verdicts import BOMB, MACROS
from tests.unit.intake.evidence.samples import (
    AUTHOR,
    CORE,
    DOCX,
    LETTER,
    TYPES,
    XLSX,
    archive,
    office,
    photograph,
    seen,
)

FETCHED = '<Relationships><Relationship Id="r1" Type="http://x/{}" Target="{}" TargetMode="{}"/></Relationships>'
TEMPLATE = FETCHED.format("attachedTemplate", "https://jahat.example/a.dotm", "External")


def told(media_type: str, **parts: bytes | str) -> bytes:
    """Everything that is in the copy of a document with these parts."""
    result, copy = seen(media_type, office(media_type, **parts))
    assert result == Seen(None, True)
    with zipfile.ZipFile(io.BytesIO(copy)) as opened:
        return b"".join(opened.read(name) for name in opened.namelist())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1"])
def test_a_part_is_read_in_whatever_it_is_written(encoding: str) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    written = mark + f'<?xml version="1.0" encoding="{declared}"?>{TEMPLATE}'.encode(encoding)
    letter = mark + f'<?xml version="1.0" encoding="{declared}"?>{LETTER}'.encode(encoding)
    copy = told(DOCX, word___rels__settings_dot_xml_dot_rels=written, word__document_dot_xml=letter)
    assert b"jahat.example" not in copy
    assert AUTHOR.encode() not in copy
    assert b"Dengan hormat" in copy


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("attachedTemplate", "https://jahat.example/a.dotm", "Extern&#97;l"),
        ("attachedTemplate", "https://jahat.example/a.dotm", "Internal"),
        ("image", "//jahat.example/a.png", "Internal"),
        ("hyperlink", "file:///C:/Pengguna/jahat.example/a.docx", "External"),
    ],
)
def test_nothing_is_fetched_however_it_is_asked_for(kind: str, target: str, mode: str) -> None:
    assert b"jahat.example" not in told(DOCX, word___rels__a_dot_xml_dot_rels=FETCHED.format(kind, target, mode))


def test_macros_under_another_name_are_kept_apart() -> None:
    relation = FETCHED.format("vbaProject", "gambar.bin", "Internal")
    assert seen(DOCX, office(word___rels__document_dot_xml_dot_rels=relation))[0] == Seen(MACROS, False)


def test_entities_in_a_part_in_utf_16_are_kept_apart() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'.encode("utf-16")
    assert seen(DOCX, office(word__styles_dot_xml=laughs))[0] == Seen(BOMB, False)


def test_the_folder_a_table_was_kept_in_is_gone() -> None:
    book = f'<workbook><x15ac:absPath url="C:\\Users\\{AUTHOR}\\Desktop\\"/><sheets/></workbook>'
    copy = told(XLSX, xl__workbook_dot_xml=book)
    assert AUTHOR.encode() not in copy
    assert b"<sheets>" in copy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("package__services__metadata__core-properties__6e0f_dot_psmdcp", CORE),
        ("docProps__lain_dot_xml", f"<Properties><Manager>{AUTHOR}</Manager></Properties>"),
        ("word__glossary__document_dot_xml", f'<w:glossaryDocument><w:ins w:author="{AUTHOR}"/></w:glossaryDocument>'),
        ("xl__revisions__userNames_dot_xml", f'<users><userInfo guid="1" name="{AUTHOR}" id="1"/></users>'),
        ("xl__revisions__revisionHeaders_dot_xml", f'<headers><header guid="1" userName="{AUTHOR}"/></headers>'),
        ("customXml__item1_dot_xml", f"<p:a><documentManagement><b>{AUTHOR}</b></documentManagement></p:a>"),
        ("xl__printerSettings__printerSettings1_dot_bin", f"\\\\PC\\{AUTHOR}"),
        ("word__afchunk_dot_mht", f"From: {AUTHOR}"),
    ],
)  # fmt: skip
def test_whoever_is_named_in_a_part_is_gone(name: str, content: str) -> None:
    assert AUTHOR.encode() not in told(DOCX, **{name: content})


def test_the_name_of_a_table_stays() -> None:
    table = '<table id="1" name="Anggaran" displayName="Anggaran"/>'
    assert table[:-2].encode() in told(XLSX, xl__tables__table1_dot_xml=table)


def test_who_wrote_the_table_behind_a_chart_is_gone() -> None:
    inside = archive({"[Content_Types].xml": TYPES.format(XLSX), "docProps/core.xml": CORE}, zipfile.ZIP_STORED)
    _, copy = seen(DOCX, office(word__embeddings__a_dot_xlsx=inside))
    with zipfile.ZipFile(io.BytesIO(copy)) as letter:
        chart = zipfile.ZipFile(io.BytesIO(letter.read("word/embeddings/a.xlsx")))
    assert AUTHOR.encode() not in b"".join(chart.read(name) for name in chart.namelist())


@pytest.mark.parametrize("kind", ["TIFF", "WEBP"])
def test_a_picture_of_any_kind_does_not_know_its_camera_any_more(kind: str) -> None:
    copy = told(DOCX, word__media__a_dot_png=photograph(kind))
    assert b"Kamera" not in copy


@pytest.mark.parametrize("photo", [photograph()[:2] + b"\xff\xff" + photograph()[2:], photograph() + photograph()])
def test_no_photograph_hides_what_it_knows(photo: bytes) -> None:
    result, copy = seen(DOCX, office(word__media__a_dot_jpeg=photo))
    assert result.has_copy
    with zipfile.ZipFile(io.BytesIO(copy)) as opened:
        bare = opened.read("word/media/a.jpeg")
    assert b"Kamera" not in bare
    assert Image.open(io.BytesIO(bare)).convert("RGB").getpixel((5, 5)) == (128, 128, 128)
