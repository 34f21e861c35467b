"""The record of processing speaks of every channel and of every kind of step."""

from collections import Counter

from services.common.steps import KINDS
from services.common.vocabulary import CHANNELS
from services.intake.register.processing import wordings


def test_every_kind_of_step_has_a_purpose_and_a_basis_once() -> None:
    named = Counter(key for wording in wordings().kinds for key in wording.keys)
    assert named == Counter(KINDS.keys())


def test_every_channel_has_a_purpose_and_a_basis_once() -> None:
    named = Counter(key for wording in wordings().channels for key in wording.keys)
    assert named == Counter(CHANNELS.keys())


def test_every_wording_names_the_law() -> None:
    said = wordings()
    assert all("Pasal" in wording.basis for wording in (*said.channels, *said.kinds))
