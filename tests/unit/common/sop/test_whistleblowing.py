"""A whistleblowing channel lets people stay anonymous, and so demands nothing that shows who they are."""

import pytest

from tests.unit.common.sop.small import broken

MODES = "    modes: [anonymous, open]\n"


@pytest.mark.parametrize(
    "demand", ["identity_required: [nik]", "identity_required: [name, phone]", "attachments_required: [ktp]"]
)
def test_whistleblowers_are_never_asked_to_show_who_they_are(demand: str) -> None:
    assert "nobody can be asked who they are" in broken(MODES, f"{MODES}    {demand}\n").said(MODES.strip())


def test_whistleblowers_can_stay_anonymous() -> None:
    assert "must be able to stay anonymous" in broken(MODES, "    modes: [confidential, open]\n").said("modes: [conf")
