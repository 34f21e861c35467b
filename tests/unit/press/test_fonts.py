"""Documents are set in fonts that setup and image install, and in no other."""

from pathlib import Path

import pytest

from services.common.press import fonts
from services.common.press.fonts import CONFIGURATION, NEEDED, FontsMissing, use_ours

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("file", ["deploy/local/setup.sh", "deploy/docker/Dockerfile"])
@pytest.mark.parametrize("package", NEEDED)
def test_setup_and_image_install_every_font(file: str, package: str) -> None:
    assert package in (ROOT / file).read_text(encoding="utf-8")


def test_every_font_that_is_needed_is_let_in() -> None:
    let_in = CONFIGURATION.read_text(encoding="utf-8")
    assert all(name in let_in for name in ("LiberationSans-", "NotoSans*-Regular", "Symbola", "wqy-zenhei"))


def test_missing_fonts_are_said_by_their_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_ROOT", tmp_path)
    with pytest.raises(FontsMissing, match="fonts-liberation2"):
        use_ours()
