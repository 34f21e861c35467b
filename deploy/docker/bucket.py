"""Makes the bucket for attachments where S3_… points, before the gateway starts: `python -m deploy.docker.bucket`.

A store that is managed elsewhere has its bucket already, or keys that may not make one; then this finds it or fails.
"""

import sys

from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore


def main() -> None:
    """Make it unless it is there."""
    env = Environment()
    store = Store.read(env)
    env.require()
    ObjectStore(store).ensure_bucket()
    sys.stdout.write(f"bucket {store.bucket} is there\n")


if __name__ == "__main__":
    main()
