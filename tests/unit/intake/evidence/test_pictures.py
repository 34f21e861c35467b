"""Copies of photographs: the picture and nothing else."""

import io
import zlib

import pytest
from PIL import Image

from services.intake.evidence.looking import Seen
from services.intake.evidence.pictures import LONGEST_EDGE
from services.intake.verdicts import BOMB, WRONG_TYPE
from tests.unit.intake.evidence.samples import AUTHOR, archive, photograph, seen

KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
CLEAN = Seen(None, True)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("media_type", "kind"), KINDS.items())
def test_place_camera_and_comments_are_gone_from_the_copy(media_type: str, kind: str) -> None:
    original = photograph(kind)
    assert opened(original).getexif().get_ifd(0x8825)
    result, copy = seen(media_type, original)
    assert result == CLEAN
    assert opened(copy).format == kind
    assert dict(opened(copy).getexif()) == {}
    assert not {"exif", "comment", "xmp", "icc_profile", "Author"} & set(opened(copy).info)
    assert b"Kamera" not in copy
    assert AUTHOR.encode() not in copy


def test_the_picture_stays_as_large_as_it_is() -> None:
    assert opened(seen("image/png", photograph("PNG"))[1]).size == (60, 40)


def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    assert opened(seen("image/jpeg", photograph(orientation=6))[1]).size == (40, 60)


def test_a_very_large_picture_is_made_smaller() -> None:
    assert max(opened(seen("image/png", photograph("PNG", (5000, 20)))[1]).size) == LONGEST_EDGE


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_mode_are_copied(mode: str) -> None:
    file = io.BytesIO()
    media_type, kind = ("image/jpeg", "JPEG") if mode == "CMYK" else ("image/png", "PNG")
    Image.new(mode, (8, 8)).save(file, kind)
    result, copy = seen(media_type, file.getvalue())
    assert result == CLEAN
    assert opened(copy).size == (8, 8)


def test_a_profile_that_is_none_spoils_nothing() -> None:
    assert seen("image/jpeg", photograph(icc_profile=b"no profile"))[0] == CLEAN


def test_what_was_appended_to_a_photograph_is_not_in_the_copy() -> None:
    foreign = archive({"rahasia.html": "<script>alert(1)</script>"}, method=0)
    for media_type, kind in KINDS.items():
        result, copy = seen(media_type, photograph(kind) + foreign)
        assert result == CLEAN
        assert b"PK\x03\x04" not in copy
        assert b"<script>" not in copy


def test_a_picture_that_unpacks_to_far_more_than_it_seems_is_kept_apart() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = (50_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    assert seen("image/png", bomb + chunk(b"IEND", b""))[0] == Seen(BOMB, False)


@pytest.mark.parametrize("left", [30, 400])
def test_a_damaged_picture_is_evidence_without_a_copy(left: int) -> None:
    assert seen("image/jpeg", photograph()[:left])[0] == Seen(None, False)


def test_a_picture_of_another_kind_than_it_was_taken_for_is_kept_apart() -> None:
    gif = io.BytesIO()
    Image.new("P", (8, 8)).save(gif, "GIF")
    for media_type in KINDS:
        assert seen(media_type, gif.getvalue())[0] == Seen(WRONG_TYPE, False)


@pytest.mark.parametrize("content", [b"<svg><script>alert(1)</script></svg>", b"<html></html>", b"MZ" + bytes(60)])
@pytest.mark.parametrize("media_type", [*KINDS, "application/pdf", "audio/mpeg", "video/mp4"])
def test_pages_and_programs_are_never_taken_for_evidence(content: bytes, media_type: str) -> None:
    assert seen(media_type, content)[0] == Seen(WRONG_TYPE, False)
