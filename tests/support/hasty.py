"""Runs a service like `services.common.runtime.serve`, but with two short retries, so a test sees a message parked.

`python -m tests.support.hasty <module> <class>`. Importing `serve` patches the process first, as in production.
"""

import sys

from services.common.runtime import consumers, serve

QUICKLY = (1, 1)

if __name__ == "__main__":
    vars(consumers)["RETRY_DELAYS"] = QUICKLY
    serve.main(*sys.argv[1:])
