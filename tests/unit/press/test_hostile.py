"""Whatever anybody wrote is text on paper: never markup, never a command, never a crash."""

import time

import pytest
from weasyprint.urls import FatalURLFetchingError

from services.common.press.fetching import CREST, QR, OwnPictures
from services.common.press.fonts import with_known_pictures
from services.common.press.plain import made_plain, plain
from services.common.press.rendering import Unprintable, render
from tests.unit.press.papers import fonts, paper, read, run_together

HOSTILE = [
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("<img src='file:///etc/passwd'>", "<img src='file:///etc/passwd'>"),
    ("{{ 7 * 7 }}{% for x in y %}", "{{ 7 * 7 }}{% for x in y %}"),
    ("&lt;b&gt; &amp;", "&lt;b&gt; &amp;"),
    ("]]> --> */ </style>", "]]> --> */ </style>"),
    ("sebelum\x00\x07\x1bsesudah", "sebelumsesudah"),
    ("ta\u200bnpa \u2060lebar", "tanpa lebar"),
    ("balik \u202efdp.exe\u202c", "balik fdp.exe"),
    ("rusak \ue000\ufffe", "rusak \ufffd"),
    ("漢字テスト한국어", "漢字テスト한국어"),
    ("ᬅᬓ᭄ᬱᬭ Bali", "Bali"),
    ("senang 😀 sedih 🥺", "senang 😀 sedih [U+1F97A]"),
    ("N" * 1500, "N" * 1500),
]


@pytest.mark.parametrize(("written", "printed"), HOSTILE, ids=[text[:12].encode().hex() for text, _ in HOSTILE])
def test_what_anybody_wrote_is_printed_as_text(written: str, printed: str) -> None:
    assert run_together(printed) in read(render(paper("jawaban", {"answer": f"awal {written} akhir"})))


def test_a_very_long_name_in_a_table_goes_on_over_pages() -> None:
    row = {"name": "W" * 5000, "nip": "198001012005011001", "rank": "", "office": "", "position_label": "Ketua"}
    assert read(render(paper("spt", {"team": [row]}))).count("w") >= 5000


def test_arabic_is_set_in_a_font_that_has_it() -> None:
    file = render(paper("jawaban", {"answer": "مرحبا بالعالم"}))
    assert any("Noto-Sans-Arabic" in name for name in fonts(file))


def test_direction_is_never_forced_but_joiners_stay() -> None:
    assert plain("a\u202eb\u2066c\u200e") == "abc"
    assert plain("\U0001f468\u200d\U0001f469") == "\U0001f468\u200d\U0001f469"


@pytest.mark.parametrize("signs", ["aم", "aا", "aд", "1م", "م\u0301", "ab\u00a0م"], ids=ascii)
def test_a_long_run_of_anything_is_set_in_seconds(signs: str) -> None:
    begun = time.monotonic()
    render(paper("jawaban", {"answer": (signs * 20_000)[:20_000]}))
    assert time.monotonic() - begun < 5


def test_a_run_too_long_for_a_word_may_end_a_line_and_says_the_same() -> None:
    run = "Д" * 40 + "a" * 40 + "漢" * 200 + "م\u0301" * 200
    made = made_plain([f"pendek Дaم {run}"])[0]
    assert made.replace("\u200b", "") == f"pendek Дaم {run}"
    assert max(map(len, made.split("\u200b"))) <= 80
    assert "\u200b\u0301" not in made
    assert run_together(run[:280]) in read(render(paper("jawaban", {"answer": run[:280]})))


def test_what_is_copied_from_paper_is_not_parted() -> None:
    address = f"https://example.test/{'a1/' * 100}"
    assert made_plain(address) == address
    assert address in made_plain(f"{address} — \u201clihat\u201d")


def test_line_ends_of_any_system_are_line_ends() -> None:
    assert plain("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_the_colour_of_skin_is_left_out_rather_than_boxed() -> None:
    assert with_known_pictures("👍🏽\ufe0f") == "👍"


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://example.test/x.png", "https://example.test", "data:image/png;base64,AA==", CREST],
)
def test_nothing_is_loaded_from_anywhere(address: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        OwnPictures(paper("spt"))(address)


def test_the_qr_code_is_drawn_as_lines() -> None:
    assert OwnPictures(paper("spt"))(QR).read().startswith(b"<svg")


@pytest.mark.parametrize(
    "template", ["<img src='http://example.test/x.png' alt=''>", "<link rel=stylesheet href='file:///etc/passwd'>"]
)
def test_a_template_that_reaches_outside_does_not_come_out(template: str) -> None:
    with pytest.raises(Unprintable):
        render(paper("spt", stationery={"documents": {"spt": template}}))


def test_a_style_that_reaches_outside_does_not_come_out() -> None:
    style = "body { background: url('http://example.test/x.png') }"
    with pytest.raises(Unprintable):
        render(paper("spt", stationery={"style": style}))
