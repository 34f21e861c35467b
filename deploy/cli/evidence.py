"""`dumas evidence`: the process that looks through files. In a module of its own for the libraries it brings along."""

import click

from deploy.cli.processes import run_threads, stop_on_signal
from services.common.runtime.logs import to_stdout
from services.common.runtime.settings import Environment
from services.intake.evidence.process import workers


@click.command()
def evidence() -> None:
    """Look through the files that arrive: viruses, what hides in them, copies without hidden data."""
    to_stdout("evidence")
    env, stop = Environment(), stop_on_signal()
    run_threads(workers(env, stop), stop, env.number("HEALTH_PORT", 0))
