"""Ports stay the same from start to start, unless somebody else has taken one."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import ports
from deploy.local.state import State


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server((ports.LOOPBACK, 0)) as listening:
        yield listening


def test_every_name_gets_a_port_of_its_own(state: State) -> None:
    chosen = ports.choose(state, ["amqp", "s3", "smtp"])
    assert len(set(chosen.values())) == 3


def test_ports_are_remembered(state: State) -> None:
    assert ports.choose(state, ["amqp", "s3"]) == ports.choose(state, ["amqp", "s3"])


def test_names_asked_later_do_not_move_the_earlier_ones(state: State) -> None:
    first = ports.choose(state, ["amqp"])
    ports.choose(state, ["s3"])
    assert ports.choose(state, ["amqp"]) == first


def test_a_remembered_port_somebody_else_uses_is_given_up(state: State, server: socket.socket) -> None:
    taken = server.getsockname()[1]
    state.write("ports.json", {"amqp": taken})
    assert ports.choose(state, ["amqp"])["amqp"] != taken


def test_ports_lie_below_those_of_outgoing_connections(state: State) -> None:
    assert 20_000 <= ports.choose(state, ["amqp"])["amqp"] < 32_768


def test_a_server_is_seen_to_listen(server: socket.socket) -> None:
    port = server.getsockname()[1]
    assert ports.listens(port)
    assert not ports.is_free(port)


def test_nothing_is_ready_where_nothing_listens(state: State) -> None:
    assert not ports.is_ready(ports.LOOPBACK, ports.choose(state, ["intake"])["intake"])
