"""Random legal ways through every SOP, on the running product, each to an end: nobody stuck, nothing left running."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from deploy.demo.papers import sign
from deploy.demo.story import TODAY
from deploy.demo.waiting import await_that
from gateway.sandbox.papers import SIGNED_IN
from services.common.contracts.tenant import Officer
from services.common.sop.model import Outcome, Sop
from tests.support import filings
from tests.support.books import Books
from tests.support.newcomer import CEMPAKA, Newcomer
from tests.support.regency import Regency
from tests.support.stack import RunningStack
from tests.unit.common.desk.results import COMPLETE
from tests.unit.common.sop import tenants

Json = dict[str, Any]

WAYS = 6
PUBLISHED = ("banyumas", "madiun", "katingan", "klungkung")
WITH_REPORT = {"carry_out", "delegate", "await_source"}
IDENTITY = {**filings.REPORTER, "nik": "9999990101010009", "occupation": "Petani", "email": "acak@example.com"}


@dataclass(frozen=True)
class Walker:
    """One way, drawn by its seed."""

    regency: Regency
    sop: Sop
    holders: Mapping[str, list[str]]
    units: list[str]
    random: Random

    def walk(self) -> str:
        """File a complaint and take it to an end. Its reference."""
        reference = self._filed()
        while task := self.regency.task(reference):
            self._end(reference, task)
        return reference

    def _filed(self) -> str:
        key = self.random.choice([key for key, channel in self.sop.channels.items()])
        channel = self.sop.channels[key]
        mode = self.random.choice(channel.modes)
        filing = filings.anonymous(channel=key, mode=mode)
        if mode != "anonymous" and channel.identity_required:
            filing["identity"] = {name: IDENTITY[name] for name in channel.identity_required}
        if channel.source_reference == "required":
            filing["source_reference"] = f"ACAK-{self.random.randrange(10**9)}"
        by = next((self._holder(role) for role in channel.filed_by if role != "pelapor"), None)
        reference = self.regency.filed(filing, by)
        for kind in channel.attachments_required:
            self._attach(reference, self.random.choice(self.holders["inspektur"]), kind)
        return reference

    def _end(self, reference: str, task: Json) -> None:
        step = self.sop.step(task["step"])
        assert step is not None
        outcome = self._outcome(task)
        officer = self._holder(next(role for role in task["roles"] if role in self.holders), task["unit"])
        result = (
            {} if step.outcomes[outcome].is_return else self._result(reference, task, step.outcomes[outcome], officer)
        )
        if task["kind"] in SIGNED_IN and not step.outcomes[outcome].is_return:
            sign(self.regency.person(officer), reference, SIGNED_IN[task["kind"]])
        reason = "Alasan karangan." if step.outcomes[outcome].reason_required else None
        self.regency.person(officer).complete(task, outcome, result, reason=reason)
        self.regency.has_ended(task)

    def _outcome(self, task: Json) -> str:
        """Any outcome that is still possible; returns and ends that cut the way short are drawn less often."""
        standing = self.regency.standing(task["reference"])
        taken = [(row["step"], row["outcome"]) for row in standing["timeline"] if row["event"] == "step_completed"]
        step = self.sop.step(task["step"])
        assert step is not None
        free = {
            key: 1 if outcome.is_return or outcome.to[0].to in self.sop.ends else 4
            for key, outcome in step.outcomes.items()
            if outcome.limit is None or taken.count((task["step"], key)) < outcome.limit
        }
        return self.random.choices(list(free), weights=list(free.values()))[0]

    def _result(self, reference: str, task: Json, outcome: Outcome, officer: str) -> Json:
        result = {**COMPLETE[task["kind"]], **outcome.finds}
        if task["kind"] == "verify":
            leads = (self.sop.step(one.to) for one in outcome.to)
            if any(one and one.kind == "await_reporter" for one in leads):
                result["asks"] = "Mohon lengkapi."
        if task["kind"] == "await_source":
            result["confirmed_on"] = TODAY
        if task["kind"] == "forward":
            result["unit"] = self.random.choice(self.units)
        if task["kind"] == "propose_team":
            result["team"] = [{"officer": officer, "position": "ketua_tim"}]
        if task["kind"] in WITH_REPORT and officer not in self.sop.roles:  # a source goes by its role's name
            result["attachments"] = [self._attach(reference, officer, "report")]
        return result

    def _attach(self, reference: str, officer: str, kind: str) -> str:
        papers = {"ktp": filings.JPEG, "evidence": filings.PDF}
        paper = papers.get(kind, filings.PDF)
        named = type(paper)(paper.name, paper.media_type, paper.content, kind)
        done = self.regency.person(officer).upload(f"/complaints/{reference}/attachments", named)
        return str(done["attachment_id"])

    def _holder(self, role: str, unit: str | None = None) -> str:
        if unit:
            return next(name for name in self.holders[role] if name.endswith(_PEOPLE_OF[unit]))
        return self.random.choice(self.holders[role])


_PEOPLE_OF = {"dinas_pendidikan": "pendidikan", "sekretariat_daerah": "setda"}


def holders_of(officers: tuple[Officer, ...]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for officer in officers:
        for role in officer.roles:
            held.setdefault(role, []).append(officer.id)
    return held


def walked(regency: Regency, sop: Sop, officers: tuple[Officer, ...], seed: int) -> None:
    """One way, and what must be true at its end."""
    units = [unit for unit in _PEOPLE_OF if any(officer.unit == unit for officer in officers)]
    reference = Walker(regency, sop, holders_of(officers), units, Random(seed)).walk()
    standing = await_that(lambda: _rested(regency, reference), f"{reference} to come to rest")
    assert standing["entry"]["end"] in sop.ends
    assert [row["sequence"] for row in standing["timeline"]] == list(range(1, standing["version"] + 1))
    running = [clock["key"] for clock in standing["clocks"] if clock["started_at"] and not clock["stopped_at"]]
    assert (running, standing["tasks"], standing["extensions"]) == ([], [], [])


def _rested(regency: Regency, reference: str) -> Json | None:
    standing = regency.standing(reference)
    return standing if standing["entry"]["end"] else None


@pytest.mark.parametrize("seed", range(WAYS))
@pytest.mark.parametrize("tenant", PUBLISHED)
def test_a_random_way_of_a_published_sop_comes_to_an_end(stack: RunningStack, tenant: str, seed: int) -> None:
    walked(Regency(stack, tenant), tenants.sop(tenant), tenants.officers(tenant), seed)


@pytest.mark.parametrize("seed", range(WAYS))
def test_a_random_way_of_a_regency_that_is_only_data_comes_to_an_end(newcomer: Newcomer, seed: int) -> None:
    sop, officers = tenants.sop(CEMPAKA.name), tenants.officers(CEMPAKA.name)
    walked(newcomer.office(), sop, officers, seed)


def test_after_all_these_ways_no_task_is_orphaned(stack: RunningStack) -> None:
    await_that(lambda: not Books(stack).faults() or None, "the product to come to rest")
