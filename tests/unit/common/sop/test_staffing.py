"""Somebody must be there for every step."""

from services.common.sop.load import parse_officers, parse_sop
from services.common.sop.staffing import unstaffed
from tests.unit.common.sop.small import SMALL


def test_steps_without_anybody_are_listed() -> None:
    officers = parse_officers("- {id: satu, name: Contoh Satu, roles: [jfu, inspektur]}\n", "officers.yaml")
    assert unstaffed(parse_sop(SMALL, "sop.yaml"), officers) == ["jawaban"]
