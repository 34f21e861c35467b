"""What a system that listens may not do, tried by the client it may well use, amqplib, where Node.js is installed.

pika tries the same in test_hearing_limits.py.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from tests.integration.notify.hearing import PASSWORD, Hearing
from tests.integration.notify.test_example_by_amqp import address_of, in_node
from tests.integration.notify.test_hearing_limits import FORBIDDEN
from tests.support.consumers import with_packages
from tests.support.databases import Databases

PROBE = Path(__file__).with_name("probe_by_amqplib.mjs")
ALSO = {"consuming another's queue", "emptying another's queue"}

pytestmark = in_node


@pytest.fixture
def hearing(databases: Databases, embedded: tuple[Endpoints, Secrets]) -> Iterator[Hearing]:
    made = Hearing(databases, embedded).alone()
    with made.at_work():
        yield made
    made.close()


def probed(reader: str, hearing: Hearing, folder: Path, *address: str) -> subprocess.CompletedProcess[str]:
    """What the probe says, as `sistem`, which would like to be `lain`."""
    program = shutil.copy(PROBE, with_packages(folder))
    command = (reader, program, *address, hearing.queue("sistem"), hearing.queue("lain"))
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_amqplib_may_read_its_own_queue_and_do_nothing_else(reader: str, hearing: Hearing, tmp_path: Path) -> None:
    others = [hearing.listener(name) for name in ("lain", "sistemx")]
    hearing.await_active(hearing.listener("sistem"), *others)
    said = probed(reader, hearing, tmp_path, address_of(hearing, "sistem"))
    assert said.stderr == ""
    assert json.loads(said.stdout) == dict.fromkeys({*FORBIDDEN} | ALSO, 403)


def test_amqplib_enters_neither_another_virtual_host_nor_with_another_password(
    reader: str, hearing: Hearing, tmp_path: Path
) -> None:
    hearing.await_active(hearing.listener("sistem"))
    # Of another virtual host amqplib says that the broker hung up, and not why.
    doors = {"got <ConnectionClose": (PASSWORD, "/"), "ACCESS-REFUSED": ("salah", "")}
    for refusal, door in doors.items():
        said = probed(reader, hearing, tmp_path, address_of(hearing, "sistem", *door))
        assert said.stdout == ""
        assert refusal in said.stderr
