"""Logs hold codes and ids. What an exception says may be what somebody wrote, so its text is never logged."""

import json
import logging
import sys
from typing import Any

import pytest

from services.common.runtime.logs import JsonLines

SECRET = "Cerita pelapor"


def line(level: int, message: str, *args: object, failed: BaseException | None = None) -> dict[str, Any]:
    """What would be printed for a call of the logger."""
    trace = (type(failed), failed, failed.__traceback__) if failed else None
    record = logging.LogRecord("services.review", level, __file__, 1, message, args, trace)
    text = JsonLines("review").format(record)
    assert "\n" not in text
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def raised() -> BaseException:
    try:
        raise ValueError(SECRET)
    except ValueError as failed:
        return failed


def test_a_line_says_when_how_bad_who_and_what() -> None:
    said = line(logging.WARNING, "connection lost, attempt %s", 3)
    assert (said["level"], said["service"], said["logger"]) == ("warning", "review", "services.review")
    assert said["message"] == "connection lost, attempt 3"
    assert said["ts"].endswith("+00:00")


def test_the_text_of_an_exception_is_not_logged_but_its_type_and_frames_are() -> None:
    said = line(logging.ERROR, "service failed", failed=raised())
    assert SECRET not in json.dumps(said)
    assert said["error"] == "ValueError"
    assert said["where"][-1].endswith(" raised")
    assert "test_logs.py" in said["where"][-1]


def test_an_exception_passed_as_an_argument_is_reduced_to_its_type() -> None:
    assert line(logging.ERROR, "worker failed: %s", raised())["message"] == "worker failed: ValueError"


def test_an_exception_as_the_message_itself_is_reduced_to_its_type() -> None:
    record = logging.LogRecord("services.review", logging.ERROR, __file__, 1, raised(), None, None)
    assert SECRET not in JsonLines("review").format(record)


def test_an_exception_in_a_mapping_of_arguments_is_reduced_to_its_type() -> None:
    record = logging.LogRecord("services.review", logging.ERROR, __file__, 1, "%(why)s", ({"why": raised()},), None)
    assert SECRET not in JsonLines("review").format(record)


def test_the_cause_of_an_exception_is_not_logged_either() -> None:
    failed = RuntimeError(SECRET)
    failed.__cause__ = raised()
    assert SECRET not in json.dumps(line(logging.ERROR, "failed", failed=failed))


def test_a_log_without_an_exception_has_no_place_for_one() -> None:
    assert "error" not in line(logging.INFO, "serving")


def test_logging_an_exception_outside_of_one_does_not_fail() -> None:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "odd", None, sys.exc_info())
    assert json.loads(JsonLines("review").format(record))["message"] == "odd"


@pytest.mark.parametrize("noise", ['"quoted"', "two\nlines", "é ✓"])
def test_any_text_makes_one_valid_line(noise: str) -> None:
    assert line(logging.INFO, "said %s", noise)["message"] == f"said {noise}"
