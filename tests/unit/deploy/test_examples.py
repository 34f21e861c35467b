"""The receivers other systems may copy: they take what is ours, once and in order, and refuse everything else."""

import importlib
import json
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests

from gateway.pages.docs_files import FIXTURES
from services.common.contracts.outward.examples import example
from services.notify.deliveries import signing
from tests.support.consumers import EXAMPLES, FOUND, Consumer, Feed, Runtime, consuming, feeding

KEY = b"k" * 32
every_runtime = pytest.mark.parametrize("runtime", FOUND, ids=lambda runtime: runtime.name)
in_node = pytest.mark.parametrize("runtime", [one for one in FOUND if one.name == "node"], ids=lambda one: one.name)
of_its_own = pytest.mark.parametrize("runtime", [one for one in FOUND if one.name != "php"], ids=lambda one: one.name)
NEEDED = ("DUMAS_WEBHOOK_SECRET", "DUMAS_API", "DUMAS_KEY")


@contextmanager
def at_work(runtime: Runtime, folder: Path) -> Iterator[tuple[Consumer, Feed]]:
    """A receiver and its feed."""
    with feeding() as feed, consuming(runtime, feed, signing.spelled(KEY), folder) as consumer:
        yield consumer, feed


def event(sequence: int, **more: Any) -> str:
    """The event of that number of a complaint."""
    told = json.loads(example("complaint.status_changed"))
    told |= {"id": str(uuid4()), "sequence": f"{sequence:010}", **more}
    told["data"]["sequence"] = sequence
    return json.dumps(told, separators=(",", ":"))


def sent(consumer: Consumer, body: str, key: bytes = KEY, ago: int = 0, changed: str | None = None) -> int:
    """How a webhook is answered; `changed` is what arrives in its place."""
    event_id, at = UUID(json.loads(body)["id"]), datetime.now(UTC) - timedelta(seconds=ago)
    headers = signing.headers((key,), event_id, at, body, is_replay=False)
    return requests.post(consumer.url, (changed or body).encode(), headers=headers, timeout=20).status_code


def numbers(consumer: Consumer) -> list[int]:
    """The numbers of what was kept."""
    return [number for _, number in consumer.kept()]


@contextmanager
def full_disk(consumer: Consumer, folder: Path) -> Iterator[None]:
    """What it keeps events in can grow a little further and no more."""
    unlimited = resource.prlimit(consumer.pid, resource.RLIMIT_FSIZE)
    size = (folder / "events").stat().st_size
    resource.prlimit(consumer.pid, resource.RLIMIT_FSIZE, (size + 4_000, unlimited[1]))
    try:
        yield
    finally:
        resource.prlimit(consumer.pid, resource.RLIMIT_FSIZE, unlimited)


def test_python_is_among_what_is_run() -> None:
    assert "python" in [runtime.name for runtime in FOUND]


@every_runtime
def test_the_fixtures_are_taken_and_refused_as_they_say(runtime: Runtime) -> None:
    done = subprocess.run((*runtime.check, str(FIXTURES)), capture_output=True, text=True, check=False)
    told = json.loads(FIXTURES.read_text(encoding="utf-8"))["fixtures"]
    expected = [f"{'taken' if one['taken'] else 'refused'} {one['name']}" for one in told]
    assert (done.stdout.splitlines(), done.returncode) == (expected, 0)


@every_runtime
def test_a_check_that_is_wrong_is_told(runtime: Runtime, tmp_path: Path) -> None:
    told = json.loads(FIXTURES.read_text(encoding="utf-8"))
    told["fixtures"][0]["taken"] = False
    wrong = tmp_path / "fixtures.json"
    wrong.write_text(json.dumps(told), encoding="utf-8")
    assert subprocess.run((*runtime.check, str(wrong)), capture_output=True, check=False).returncode == 1


@every_runtime
def test_forged_stale_and_rewritten_webhooks_are_refused(runtime: Runtime, tmp_path: Path) -> None:
    with at_work(runtime, tmp_path) as (consumer, _):
        body = event(1)
        assert sent(consumer, body, key=b"x" * 32) == 401
        assert sent(consumer, body, ago=301) == 401
        assert sent(consumer, body, ago=-400) == 401
        assert sent(consumer, body, changed=json.dumps(json.loads(body), indent=1)) == 401
        assert requests.post(consumer.url, body.encode(), timeout=20).status_code == 401
        assert numbers(consumer) == []
        assert sent(consumer, body) == 204
        assert numbers(consumer) == [1]


@every_runtime
def test_an_event_is_kept_once_and_what_comes_late_is_dropped(runtime: Runtime, tmp_path: Path) -> None:
    with at_work(runtime, tmp_path) as (consumer, feed):
        first, second = event(1), event(2)
        answers = [sent(consumer, body) for body in (first, first, second, first, event(2), event(1))]
        assert answers == [204] * 6
        assert numbers(consumer) == [1, 2]
        assert feed.asked == []


@every_runtime
def test_what_is_known_is_known_after_a_restart(runtime: Runtime, tmp_path: Path) -> None:
    body = event(1)
    for _ in range(2):
        with at_work(runtime, tmp_path) as (consumer, _feed):
            assert sent(consumer, body) == 204
    assert numbers(consumer) == [1]


@every_runtime
def test_a_gap_is_filled_from_the_feed_before_the_event_is_kept(runtime: Runtime, tmp_path: Path) -> None:
    with at_work(runtime, tmp_path) as (consumer, feed):
        bodies = [event(number) for number in range(1, 6)]
        feed.events = [json.loads(body) for body in bodies]
        assert sent(consumer, bodies[0]) == 204
        assert sent(consumer, bodies[4]) == 204
        assert numbers(consumer) == [1, 2, 3, 4, 5]
        assert set(feed.asked) == {json.loads(bodies[0])["subject"]}


@every_runtime
def test_an_event_is_not_taken_while_the_feed_is_away(runtime: Runtime, tmp_path: Path) -> None:
    with at_work(runtime, tmp_path) as (consumer, feed):
        feed.is_away = True
        body = event(3)
        assert sent(consumer, body) == 503
        assert numbers(consumer) == []
        feed.is_away = False
        assert sent(consumer, body) == 204
        assert numbers(consumer) == [3]


@every_runtime
def test_a_test_event_and_one_of_no_complaint_disturb_nothing(runtime: Runtime, tmp_path: Path) -> None:
    with at_work(runtime, tmp_path) as (consumer, feed):
        assert sent(consumer, event(9, dumastest=True)) == 204
        assert sent(consumer, example("test.ping")) == 204
        assert sent(consumer, event(1)) == 204
        assert numbers(consumer)[-1:] == [1]
        assert feed.asked == []


@every_runtime
def test_what_a_full_disk_did_not_hold_comes_again(runtime: Runtime, tmp_path: Path) -> None:
    first, large, third = event(1), event(2, note="x" * 9_000), event(3)
    with at_work(runtime, tmp_path) as (consumer, _):
        assert sent(consumer, first) == 204
        with full_disk(consumer, tmp_path):
            assert sent(consumer, large) == 503
        assert numbers(consumer) == [1]
        assert [sent(consumer, body) for body in (large, third)] == [204, 204]
    with at_work(runtime, tmp_path) as (consumer, feed):
        assert [sent(consumer, body) for body in (first, large, third, event(4))] == [204] * 4
        assert numbers(consumer) == [1, 2, 3, 4]
        assert feed.asked == []
    assert "left out" not in consumer.log.read_text("utf-8")


@in_node
def test_half_a_line_is_taken_away_and_one_that_cannot_be_read_is_left_out(runtime: Runtime, tmp_path: Path) -> None:
    first, second = event(1), event(2)
    (tmp_path / "events").write_text(f"{first}\n{second[:40]}{second}\n{second[:-1]}", "utf-8")
    for body in (second, event(3)):
        with at_work(runtime, tmp_path) as (consumer, feed):
            assert sent(consumer, body) == 204
            assert feed.asked == []
    assert numbers(consumer) == [2, 3]


@of_its_own
@pytest.mark.parametrize("lacking", NEEDED)
def test_it_does_not_begin_without_what_it_needs(runtime: Runtime, lacking: str, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], **dict.fromkeys(NEEDED, "http://127.0.0.1:1"), lacking: ""}
    said = subprocess.run(runtime.serve, env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=20)
    assert (said.returncode, said.stderr) == (2, f"not set: {lacking}\n")


def test_a_reader_waits_a_second_and_then_longer_up_to_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES / "python"))
    pauses = importlib.import_module("dumas_amqp").pauses()
    for longest in (1, 2, 4, 8, 16, 32, 60, 60):
        assert longest / 2 <= next(pauses) <= longest
