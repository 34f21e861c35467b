"""Outward events: the catalogue is pinned and only added to; it has no room for what people wrote or who they are."""

import json
import re
from typing import Any

import pytest

from services.common.contracts.outward.catalogue import OUTWARD, OutwardType
from services.common.contracts.outward.envelope import routing_key
from services.common.contracts.outward.examples import example
from services.common.standing import MEANINGS
from tests.contract import golden

TYPES = list(OUTWARD.values())
CODE = r"^[a-z][a-z0-9_]{0,39}$"
FREE = {"reference", "source_reference", "url"}
"""Texts that are no codes: the complaint's number, its number at the source, and an address of ours."""


@pytest.mark.parametrize("one", TYPES, ids=OUTWARD)
def test_an_example_is_valid_and_says_everything_once(one: OutwardType) -> None:
    told = json.loads(example(one.name))
    assert one.data.model_validate(told["data"]).model_dump(mode="json") == told["data"]
    assert (told["specversion"], told["type"]) == ("1.0", one.name)
    assert all(re.fullmatch("[a-z0-9]{1,20}", name) for name in told), "CloudEvents names"
    if one.is_of_complaint:
        assert told["subject"] == told["data"]["reference"]
        assert int(told["sequence"]) == told["data"]["sequence"]


@pytest.mark.parametrize("one", TYPES, ids=OUTWARD)
def test_a_type_is_two_words_and_told_in_both_languages(one: OutwardType) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", one.name)
    assert all(sentence.endswith(".") for sentence in (one.kapan, one.when))
    assert len(routing_key("banyumas", one.name, "web", "open").split(".")) == 5


@pytest.mark.parametrize("one", TYPES, ids=OUTWARD)
def test_data_are_codes_times_and_numbers(one: OutwardType) -> None:
    for name, field in one.data.model_json_schema()["properties"].items():
        assert name in FREE or all(map(_is_fixed, _kinds(field))), name


def test_the_catalogue_is_as_pinned() -> None:
    assert golden.OUTWARD.read_text(encoding="utf-8") == golden.text_of(golden.outward_schemas()), golden.COMMAND


def test_the_eight_words_are_in_the_schema() -> None:
    status = OUTWARD["complaint.received"].data.model_json_schema()["properties"]["status"]
    assert set(status["enum"]) == set(MEANINGS)


def _kinds(field: dict[str, Any]) -> list[dict[str, Any]]:
    return list(field.get("anyOf", [field]))


def _is_fixed(kind: dict[str, Any]) -> bool:
    is_text = kind.get("type") == "string"
    return not is_text or "enum" in kind or kind.get("pattern") == CODE or kind.get("format") in {"date-time", "uuid"}
