"""Dates, numbers and NIP as Indonesian offices write them."""

from datetime import date

import pytest

from services.common.press import words

ON = date(2026, 11, 21)


def test_a_date_is_written_with_the_name_of_its_month() -> None:
    assert words.long_date(ON) == "21 November 2026"
    assert words.weekday(ON) == "Sabtu"
    assert words.short_date(ON) == "21-11-2026"
    assert words.short_date(None) == "-"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "nol"),
        (5, "lima"),
        (11, "sebelas"),
        (14, "empat belas"),
        (20, "dua puluh"),
        (45, "empat puluh lima"),
        (100, "seratus"),
        (112, "seratus dua belas"),
        (1000, "seribu"),
        (2750, "dua ribu tujuh ratus lima puluh"),
        (1_000_000, "1.000.000"),
    ],
)
def test_a_number_is_spelled(number: int, said: str) -> None:
    assert words.spelled(number) == said


@pytest.mark.parametrize(("number", "said"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (2026, "MMXXVI")])
def test_chapters_are_numbered_in_roman(number: int, said: str) -> None:
    assert words.roman(number) == said


def test_a_nip_is_held_together_in_its_four_groups() -> None:
    assert words.nip("198001012005011001") == "19800101\u00a0200501\u00a01\u00a0001"
    assert words.nip("") == ""


@pytest.mark.parametrize(("answer", "said"), [(True, "Ya"), (False, "Tidak"), (None, "Belum diuji")])
def test_a_test_that_was_not_made_is_not_called_failed(answer: bool | None, said: str) -> None:
    assert words.yes_or_no(answer) == said


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert words.paragraphs("a\nb\n\n\n\nc\n") == ["a\nb", "c"]
    assert words.paragraphs(None) == []
