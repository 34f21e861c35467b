"""What operators are shown of channels leads to no complaint, not even by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.vocabulary import CHANNELS
from services.intake.register.counting import FEWEST, OTHER, broken_down

BY_CHANNEL = st.dictionaries(st.sampled_from(sorted(CHANNELS)), st.integers(1, 40))


@pytest.mark.parametrize(
    ("by_channel", "shown"),
    [
        ({}, {}),
        ({"web": 4}, {}),
        ({"web": 2, "letter": 2}, {}),
        ({"web": 9}, {"web": 9}),
        ({"web": 9, "letter": 7}, {"letter": 7, "web": 9}),
        ({"web": 9, "letter": 3, "box": 2}, {"web": 9, OTHER: 5}),
        ({"web": 9, "phone": 6, "letter": 1}, {"web": 9, OTHER: 7}),
        ({"web": 9, "letter": 1}, {OTHER: 10}),
    ],
)
def test_small_counts_are_shown_together(by_channel: dict[str, int], shown: dict[str, int]) -> None:
    assert broken_down(by_channel) == shown


@given(BY_CHANNEL)
def test_nothing_below_the_fewest_is_shown_or_follows_from_the_sum(by_channel: dict[str, int]) -> None:
    shown = broken_down(by_channel)
    assert all(count >= FEWEST for count in shown.values())
    assert not shown or sum(shown.values()) == sum(by_channel.values())
    assert all(by_channel[channel] == count for channel, count in shown.items() if channel != OTHER)
