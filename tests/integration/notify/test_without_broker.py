"""Where no broker is named for other systems, the process does all else, and says so once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import ports
from tests.integration.notify.dispatching import Post, environment
from tests.support.databases import Databases
from tests.support.patience import until

COMMAND = (str(Path(sys.executable).with_name("dumas")), "deliveries")


@pytest.fixture
def post(databases: Databases) -> Iterator[Post]:
    made = Post(databases)
    yield made
    made.close()


def test_the_process_is_ready_without_a_public_broker_and_says_once_that_it_has_none(post: Post) -> None:
    port = next(port for port in range(21_000, 21_500) if ports.is_free(port))
    env = environment(post) | {"HEALTH_PORT": str(port)}
    with subprocess.Popen(COMMAND, env=env, stdout=subprocess.PIPE, text=True) as process:
        until(lambda: ports.is_ready("127.0.0.1", port))
        process.terminate()
        said, _ = process.communicate(timeout=20)
    assert said.count("AMQP for other systems is off") == 1


def test_half_a_public_broker_is_refused_with_what_is_missing(post: Post) -> None:
    env = environment(post) | {"PUBLIC_AMQP_URI": "amqp://a:b@127.0.0.1:1/dumas-pub"}
    ended = subprocess.run(COMMAND, env=env, capture_output=True, text=True, check=False, timeout=30)
    assert "PUBLIC_AMQP_MANAGEMENT" in ended.stderr
    assert ended.returncode != 0
