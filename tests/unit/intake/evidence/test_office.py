"""Office documents: looked into before they are unpacked, and copied without who wrote them."""

import io
import zipfile

import pytest

from services.intake.evidence.archives import MOST_MEMBERS
from services.intake.evidence.looking import Seen
from services.intake.verdicts import BOMB, EMBEDDED, ENCRYPTED, MACROS, UNEXAMINABLE, WRONG_TYPE
from tests.unit.intake.evidence.samples import AUTHOR, DOCX, TYPES, XLSX, archive, office, photograph, seen

CLEAN = Seen(None, True)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/attachedTemplate" Target="https://jahat.example/a.dotm" '
    'TargetMode="External"/>'
    '<Relationship Id="r2" Type="http://x/hyperlink" Target="https://contoh.example/" TargetMode="External"/>'
    '<Relationship Id="r3" Type="http://x/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>'
)


def parts(copy: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(copy)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_author_is_gone_from_the_copy() -> None:
    result, copy = seen(DOCX, office())
    assert result == CLEAN
    assert AUTHOR.encode() not in b"".join(parts(copy).values())


def test_the_letter_itself_stays() -> None:
    assert b"Dengan hormat" in parts(seen(DOCX, office())[1])["word/document.xml"]


def test_who_commented_in_a_table_is_gone_from_the_copy() -> None:
    comments = f"<comments><authors><author>{AUTHOR}</author></authors></comments>"
    person = f'<person displayName="{AUTHOR}" userId="x" providerId="None"/>'
    table = office(XLSX, xl__comments1_dot_xml=comments, xl__persons__person_dot_xml=person)
    assert AUTHOR.encode() not in b"".join(parts(seen(XLSX, table)[1]).values())


def test_a_photograph_inside_does_not_know_its_place_any_more() -> None:
    copy = seen(DOCX, office(word__media__a_dot_jpeg=photograph(), word__media__b_dot_png=photograph("PNG")))[1]
    assert b"Kamera" not in b"".join(parts(copy).values())


def test_nothing_is_fetched_from_elsewhere_and_links_stay() -> None:
    copy = parts(seen(DOCX, office(word___rels__document_dot_xml_dot_rels=RELATIONS))[1])
    relations = copy["word/_rels/document.xml.rels"]
    assert b"jahat.example" not in relations
    assert b'Id="r1"' in relations
    assert b"https://contoh.example/" in relations
    assert b"thumbnail" not in relations


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/VBAPROJECT.BIN", "elsewhere/vbaData.xml"])
def test_macros_are_kept_apart_wherever_they_lie(name: str) -> None:
    usual = {"[Content_Types].xml": TYPES.format(DOCX), "word/document.xml": "x"}
    assert seen(DOCX, archive({**usual, name: "x"}))[0] == Seen(MACROS, False)


def test_macros_that_are_only_announced_are_kept_apart() -> None:
    types = TYPES.format("application/vnd.ms-word.document.macroEnabled")
    assert seen(DOCX, archive({"[Content_Types].xml": types}))[0] == Seen(MACROS, False)


def test_macros_in_a_document_inside_are_kept_apart() -> None:
    inside = archive({"xl/vbaProject.bin": "x"})
    assert seen(DOCX, office(word__embeddings__a_dot_xlsx=inside))[0] == Seen(MACROS, False)


def test_a_table_behind_a_chart_may_stay() -> None:
    inside = archive({"xl/workbook.xml": "<workbook/>"})
    assert seen(DOCX, office(word__embeddings__a_dot_xlsx=inside))[0] == CLEAN


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x7fELF", b"#!/bin/sh"])
def test_programs_and_ole_containers_inside_are_kept_apart(content: bytes) -> None:
    assert seen(DOCX, office(word__media__image1_dot_png=content))[0] == Seen(EMBEDDED, False)


def test_a_document_that_unpacks_to_far_more_than_it_seems_is_kept_apart() -> None:
    assert seen(DOCX, office(word__media__a_dot_xml=bytes(40_000_000)))[0] == Seen(BOMB, False)


def test_one_that_hides_it_a_level_below_as_well() -> None:
    inside = archive({"a.xml": archive({"b.xml": bytes(40_000_000)})})
    assert seen(DOCX, office(word__media__a_dot_bin=inside))[0] == Seen(BOMB, False)


def test_archives_in_archives_in_archives_are_kept_apart() -> None:
    inside = b"the end"
    for _ in range(4):
        inside = archive({"a.bin": inside})
    assert seen(DOCX, office(word__media__a_dot_bin=inside))[0] == Seen(BOMB, False)


def test_a_document_of_too_many_parts_is_kept_apart() -> None:
    assert seen(DOCX, archive({f"word/{n}.xml": "" for n in range(MOST_MEMBERS + 1)}))[0] == Seen(BOMB, False)


def test_entities_that_multiply_are_kept_apart() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert seen(DOCX, office(word__styles_dot_xml=laughs))[0] == Seen(BOMB, False)


def test_a_document_with_a_password_is_kept_apart() -> None:
    locked = bytearray(office())
    at = 0
    while (at := locked.find(b"PK\x01\x02", at)) >= 0:  # the flag in the central directory
        locked[at + 8] |= 1
        at += 4
    assert seen(DOCX, bytes(locked))[0] == Seen(ENCRYPTED, False)


def test_a_table_that_calls_itself_a_letter_is_kept_apart() -> None:
    assert seen(DOCX, office(XLSX))[0] == Seen(WRONG_TYPE, False)
    assert seen(DOCX, archive({"word/document.xml": "<x/>"}))[0] == Seen(WRONG_TYPE, False)


def test_a_damaged_document_is_kept_apart_for_office_programs_repair_it() -> None:
    assert seen(DOCX, office()[:-40])[0] == Seen(UNEXAMINABLE, False)


def test_what_only_begins_like_an_office_document_is_kept_apart() -> None:
    assert seen(DOCX, b"PK\x03\x04" + b"not really an archive <script>")[0] == Seen(UNEXAMINABLE, False)


def test_a_document_with_a_part_that_is_no_xml_is_kept_apart() -> None:
    assert seen(DOCX, office(word__settings_dot_xml="<w:settings>"))[0] == Seen(UNEXAMINABLE, False)


def test_macros_in_a_damaged_document_are_found_all_the_same() -> None:
    damaged = archive({"[Content_Types].xml": "x", "word/vbaProject.bin": "x"})[:-40]
    assert seen(DOCX, damaged)[0] == Seen(MACROS, False)
