"""Copies of photographs and scans: decoded and encoded anew, so that nothing but the picture is left.

Place, time, camera and thumbnail (EXIF, XMP), comments and whatever was appended go. The orientation the camera noted
and the colours its profile meant are worked into the picture.
"""

import io
from typing import BinaryIO, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from services.intake.evidence.findings import Damaged, Forbidden
from services.intake.verdicts import BOMB

MOST_PIXELS: Final = 70_000_000
"""More than any phone of 64 megapixels takes; four bytes each while they are worked on."""

LONGEST_EDGE: Final = 4000
FORMATS: Final = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",), "image/webp": ("WEBP",)}
_INSIDE: Final = ("GIF", "BMP", "TIFF", "WEBP")
_QUALITY: Final = 90
_BROKEN: Final = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, ImageCms.PyCMSError)

Image.MAX_IMAGE_PIXELS = None  # the size is compared here, before anything is decoded


def copy_picture(media_type: str, original: BinaryIO, copy: BinaryIO) -> None:
    """Write the copy. Forbidden, Damaged."""
    try:
        with Image.open(original, formats=FORMATS[media_type]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Forbidden(BOMB)
            picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is decoded no larger than needed
            plain = _plain(picture)
        plain.save(copy, FORMATS[media_type][0], quality=_QUALITY)
    except _BROKEN as reason:
        raise Damaged(type(reason).__name__) from reason


def drawn_again(picture: bytes) -> bytes:
    """A picture inside a document, of another kind than `picture_data` knows; its size stays. Forbidden, Damaged."""
    again = io.BytesIO()
    try:
        with Image.open(io.BytesIO(picture), formats=_INSIDE) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Forbidden(BOMB)
            _bare(opened.convert("RGBA" if opened.has_transparency_data else "RGB")).save(again, opened.format)
    except _BROKEN as reason:
        raise Damaged(type(reason).__name__) from reason
    return again.getvalue()


def _plain(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    turned = ImageOps.exif_transpose(picture)
    turned.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    shown = _in_srgb(turned, profile) if profile else turned
    if shown.mode not in {"RGB", "RGBA", "L"}:
        shown = shown.convert("RGBA" if shown.has_transparency_data else "RGB")
    return _bare(shown)


def _bare(picture: Image.Image) -> Image.Image:
    bare = Image.new(picture.mode, picture.size)  # `info`, which Pillow would carry along, is left behind
    bare.paste(picture)
    return bare


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """In the colours of a screen. A profile that does not fit the picture is as good as none."""
    colours = picture if picture.mode in {"RGB", "RGBA", "CMYK", "L"} else picture.convert("RGB")
    mode = "RGBA" if colours.mode == "RGBA" else "RGB"
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(colours, meant, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return changed or picture
