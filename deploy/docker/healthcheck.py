"""Whether the process of this container can work: exit status 0 or 1, and the answer's status for `docker inspect`.

Asks on loopback, inside the container: services and relay on HEALTH_PORT, the gateway on PORT. No proxy of the
environment is used, and nothing beyond the standard library is imported, because it runs every few seconds.
"""

import http.client
import os
import sys


def main() -> int:
    """Ask once."""
    port = int(os.environ.get("HEALTH_PORT") or os.environ.get("PORT", "8080"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/readyz")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as reason:
        sys.stdout.write(f"no answer on port {port}: {type(reason).__name__}\n")
        return 1
    sys.stdout.write(f"readyz says {status}\n")
    return 0 if status == http.HTTPStatus.OK else 1


if __name__ == "__main__":
    raise SystemExit(main())
