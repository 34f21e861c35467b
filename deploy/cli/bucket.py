"""`dumas bucket`: make the place for attachments, before the gateway starts."""

import click

from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore


@click.command()
def bucket() -> None:
    """Make the bucket S3_BUCKET where S3_ENDPOINT points, unless it is there.

    A store that is managed elsewhere has its bucket already, or keys that may not make one; then this finds it or
    fails.
    """
    env = Environment()
    store = Store.read(env)
    env.require()
    ObjectStore(store).ensure_bucket()
    click.echo(f"bucket {store.bucket} is there")
