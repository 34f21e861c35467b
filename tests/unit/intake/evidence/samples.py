"""Files with something to hide, made here: photographs that know where they were taken, letters with an author."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pikepdf
from PIL import Image, PngImagePlugin

from services.intake.evidence.looking import Seen, look_through

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
AUTHOR = "Ibu Karangan"
LATITUDE = (7.0, 25.0, 12.0)
_GPS, _ORIENTATION, _CAMERA = 0x8825, 0x0112, 0x0110

TYPES = (
    '<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{}.main+xml"/></Types>'
)
CORE = f"<cp:coreProperties><dc:creator>{AUTHOR}</dc:creator></cp:coreProperties>"
LETTER = f'<w:document><w:ins w:id="1" w:author="{AUTHOR}"><w:t>Dengan hormat</w:t></w:ins></w:document>'


def seen(media_type: str, content: bytes) -> tuple[Seen, bytes]:
    """What looking through it gives: the finding, and the copy."""
    copy = io.BytesIO()
    return look_through(media_type, io.BytesIO(content), copy), copy.getvalue()


def photograph(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """A photograph with camera, place and a comment."""
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_CAMERA] = more.pop("orientation", 1), "Kamera Rahasia"
    exif.get_ifd(_GPS).update({1: "S", 2: LATITUDE})
    given: dict[str, Any] = {"exif": exif, **more}
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Author", AUTHOR)
        given["pnginfo"] = told
    if kind == "JPEG":
        given["comment"] = AUTHOR
    file = io.BytesIO()
    Image.new("RGB", size, "grey").save(file, kind, **given)
    return file.getvalue()


def letter(**changes: Any) -> bytes:
    """A PDF with an author, a script, a file inside and a photograph that knows its place."""
    document = pikepdf.new()
    page = document.add_blank_page()
    document.docinfo["/Author"] = AUTHOR
    with document.open_metadata() as told:
        told["dc:creator"] = [AUTHOR]
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Halo')")
    document.Root.OpenAction = action
    document.Root.AA = pikepdf.Dictionary(WC=action)
    document.attachments["rahasia.txt"] = b"isi rahasia"
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    web = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://contoh.example/")
    page.Annots = document.make_indirect(pikepdf.Array([_comment(launch), _comment(web)]))
    picture = pikepdf.Stream(document, photograph())
    picture.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60, Height=40,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=document.make_indirect(picture)))
    file = io.BytesIO()
    document.save(file, **changes)
    return file.getvalue()


def _comment(action: pikepdf.Dictionary) -> pikepdf.Dictionary:
    rect = pikepdf.Array([0, 0, 10, 10])
    return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=rect, T=AUTHOR, A=action)


def archive(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def office(media_type: str = DOCX, **parts: bytes | str) -> bytes:
    """An office document with an author; `parts` by path, with __ for / and _dot_ for a point."""
    more = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    usual = {"[Content_Types].xml": TYPES.format(media_type), "docProps/core.xml": CORE, "word/document.xml": LETTER}
    return archive({**usual, **more})
