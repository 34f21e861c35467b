"""The webhooks receivers test themselves with: as pinned, and judged as the official library judges them."""

import json
from datetime import datetime, tzinfo
from typing import Any

import pytest
from standardwebhooks import webhooks

from gateway.pages.docs_files import FIXTURES
from tests.contract import webhook_fixtures

TOLD = json.loads(FIXTURES.read_text(encoding="utf-8"))


class Then(datetime):
    """Time stands still at the fixtures' `now`."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Then":
        """The fixtures' `now`."""
        return cls.fromtimestamp(TOLD["now"], tz)


def test_the_file_is_as_pinned() -> None:
    assert FIXTURES.read_text(encoding="utf-8") == webhook_fixtures.text(), webhook_fixtures.COMMAND


@pytest.mark.parametrize("fixture", TOLD["fixtures"], ids=lambda fixture: fixture["name"])
def test_the_official_library_takes_and_refuses_the_same(
    fixture: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "datetime", Then)
    try:
        webhooks.Webhook(TOLD["signing_key"]).verify(fixture["body"].encode(), fixture["headers"])
        is_taken = True
    except webhooks.WebhookVerificationError:
        is_taken = False
    assert is_taken == fixture["taken"]


def test_all_that_guides_warn_of_is_among_them() -> None:
    names = {fixture["name"] for fixture in TOLD["fixtures"]}
    wanted = {"valid", "wrong_secret", "stale_timestamp", "reserialised_body", "changed_body", "two_signatures"}
    assert wanted <= names
