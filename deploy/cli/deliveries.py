"""`dumas deliveries`: the process that sends other systems what they are owed."""

import click

from deploy.cli.processes import run_threads, stop_on_signal
from services.common.runtime.logs import to_stdout
from services.common.runtime.settings import Environment
from services.notify.deliveries.process import threads


@click.command()
def deliveries() -> None:
    """Send other systems the events they have subscribed to."""
    to_stdout("deliveries")
    env, stop = Environment(), stop_on_signal()
    run_threads(threads(env, stop), stop, env.number("HEALTH_PORT", 0))
