"""Anchors are read back from wherever the product itself puts them, and none is lost without a word."""

import logging
from email.message import EmailMessage

import click
import pytest
from click.testing import CliRunner

from deploy.cli.audit import audit
from deploy.cli.audit_anchors import anchors_in
from services.common.contracts import anchor_lines
from services.common.contracts.audit import Anchor
from services.common.runtime.logs import JsonLines
from services.notify.texts import Sender, compose

HASH = "0123456789abcdef" * 4
ANCHOR = Anchor(tenant="contoh", number=7, hash=HASH)
LONG = Anchor(tenant="kabupaten_contoh_dengan_nama_yang_panjang"[:40], number=123_456_789, hash=HASH)


def line_of(anchor: Anchor, between: str = " ") -> str:
    return anchor_lines.written(anchor.tenant, anchor.number, anchor.hash, between)


def mailed(anchor: Anchor, office: str = "Inspektorat Contoh") -> EmailMessage:
    """The mail an administrator gets."""
    text = compose("anchor", Sender(office), [("2026-03-03", line_of(anchor, between="\n  "))])
    mail = EmailMessage()
    mail["Subject"] = text.subject
    mail.set_content(text.body)
    return mail


def logged(anchor: Anchor) -> str:
    """The line in the register's log."""
    record = logging.LogRecord("chaining", logging.INFO, "f", 1, "%s", (line_of(anchor),), None)
    return JsonLines("register").format(record)


@pytest.mark.parametrize("anchor", [ANCHOR, LONG, Anchor(tenant="", number=1, hash=HASH)])
def test_anchors_are_read_from_lines_from_the_log_and_from_mails(anchor: Anchor) -> None:
    for text in (line_of(anchor), logged(anchor), mailed(anchor).as_string(), mailed(anchor, "Kantor é").as_string()):
        assert anchors_in(text) == (anchor,)


def test_an_anchor_is_read_from_the_source_of_a_mail_with_the_line_ends_of_mails() -> None:
    assert anchors_in(mailed(ANCHOR).as_bytes().replace(b"\n", b"\r\n").decode()) == (ANCHOR,)


def test_an_anchor_is_read_where_a_mail_program_has_quoted_it() -> None:
    quoted = "\n".join(f"> {line}" for line in mailed(ANCHOR).get_content().splitlines())
    assert anchors_in(quoted) == (ANCHOR,)


def test_no_line_of_an_anchor_is_so_long_that_a_mail_breaks_it() -> None:
    lines = [line for line in mailed(LONG).get_content().splitlines() if "dumas-anchor" in line or HASH in line]
    assert len(lines) == 2
    assert max(map(len, lines)) <= 78


def test_of_several_ways_in_one_file_none_is_dropped() -> None:
    other = ANCHOR.model_copy(update={"number": 9})
    assert anchors_in(f"{logged(ANCHOR)}\n{line_of(other)}\n{mailed(ANCHOR)}") == (ANCHOR, other, ANCHOR)


def test_a_file_with_an_anchor_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(click.ClickException, match="1 of the 2 anchors"):
        anchors_in(f"{line_of(ANCHOR)}\n{line_of(ANCHOR)[:-1]}")


def test_verifying_with_a_file_without_anchors_fails() -> None:
    done = CliRunner().invoke(audit, ["verify", "--anchors", "-"], input="Tidak ada apa-apa.")
    assert done.exit_code != 0
    assert "There is no anchor in this file" in done.output
