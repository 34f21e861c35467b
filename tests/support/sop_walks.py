"""One complaint through every step of an SOP, by whom the SOP names, on nothing but the pages."""

from deploy.demo.walk import REPORTER
from tests.support import sop_office, sop_reporter
from tests.support.sop_ways import Way
from tests.support.stack import RunningStack
from tests.support.windows import Machine, Window


def walk(way: Way, stack: RunningStack, machine: Machine) -> str:
    """From the form to the reporter who reads the answer. The complaint's reference."""
    officers: dict[str, Window] = {}
    reporter = machine.window(REPORTER, way.inside)

    def officer(name: str, *more: str) -> Window:
        if name not in officers:
            officers[name] = machine.window(name, (*way.hidden_from(name), *more))
            sop_office.sign_in(officers[name], stack, way.story.tenant, name)
        return officers[name]

    if way.is_reported_online:
        receipt = sop_reporter.report(reporter, way)
    else:
        receipt = sop_office.enter(officer(way.story.filed_by), way)
    for turn in way.story.turns:
        if turn.officer == REPORTER:
            sop_reporter.complete(reporter, way, turn)
        else:
            sop_office.end(officer(turn.officer, receipt.code), way, receipt.reference, turn)
    sop_reporter.read_the_end(reporter, way, receipt)
    return receipt.reference
