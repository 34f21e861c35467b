"""The guard knows what still runs from the launcher's words."""

from deploy.local.guard import running, send


def test_a_group_is_watched_from_its_start_to_its_end() -> None:
    assert running(["+10 15\n", "+11 2\n", "-10\n"]) == {11: 2}


def test_the_end_of_an_unknown_group_is_no_fault() -> None:
    assert running(["-10\n"]) == {}


def test_a_group_that_is_gone_is_told_apart_from_one_that_took_the_signal() -> None:
    assert not send(2**22 - 1, 0)
