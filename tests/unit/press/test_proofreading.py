"""Stationery is looked at in a process of its own: what goes on without end is a fault, told with its file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.common.contracts.stationery import Stationery
from services.common.press import proofreading
from services.common.press.proofreading import NotProofread, StationeryFault, proofread
from tests.unit.press.papers import profile

ENDLESS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
TOO_MUCH = [
    ("\n{{ ('x' * 4000000000) | length }}", "more text than a document can hold"),
    ("\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
    ("\n{% include 'documents/jawaban.html' %}", "without end"),
]
ONE_BY_ONE = """
import eventlet
eventlet.monkey_patch()
import sys, time
from services.common.contracts.stationery import Stationery
from services.common.press import proofreading
from tests.unit.press.test_proofreading import ENDLESS
from tests.unit.press.papers import profile

proofreading.SECONDS = 1.5
ticks = []
def tick():
    while True:
        time.sleep(0.05)
        ticks.append(1)
eventlet.spawn(tick)
found = proofreading.proofread(Stationery(documents={"jawaban": ENDLESS}), profile())
print(len(found), len(ticks) > 10)
"""


def look(template: str) -> list[StationeryFault]:
    return proofread(Stationery(documents={"jawaban": template}), profile())


@pytest.mark.parametrize(("template", "told"), TOO_MUCH)
def test_a_template_that_outgrows_its_bounds_is_refused_by_line(template: str, told: str) -> None:
    [fault] = look(template)
    assert fault.file == "documents/jawaban.html"
    assert told in fault.message


def test_a_template_that_comes_to_no_end_is_refused_by_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofreading, "SECONDS", 2.0)
    given = Stationery(documents={"spt": "<p>\n<script>", "jawaban": ENDLESS})
    first, second = proofread(given, profile())
    assert (first.file, first.line) == ("documents/spt.html", 2)
    assert second.file == "documents/jawaban.html"
    assert "takes too long" in second.message


def test_publishing_goes_on_with_other_work_meanwhile() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ONE_BY_ONE], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "True"]


def test_the_register_loads_nothing_that_sets_documents() -> None:
    heavy = "import sys, services.intake.register.publishing; print({'jinja2', 'PIL', 'weasyprint'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


def test_a_process_that_does_not_come_up_is_no_word_on_the_stationery(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _stand_in(monkeypatch, tmp_path, "import os; os.abort()")
    with pytest.raises(NotProofread, match="ended with"):
        look("x")


def test_the_process_holds_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("DUMAS_SEALING_KEY", "rahasia")
    _stand_in(
        monkeypatch, tmp_path, f"import os, pathlib; pathlib.Path({str(seen)!r}).write_text(str(dict(os.environ)))"
    )
    assert look("x") == []
    assert "PATH" in seen.read_text()
    assert "rahasia" not in seen.read_text()


def _stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str) -> None:
    """Let this program stand in for the proofreader."""
    (folder / "standing_in.py").write_text(program)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", ""))))
    monkeypatch.setattr(proofreading, "_PROOFREADER", "standing_in")
