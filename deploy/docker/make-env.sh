#!/usr/bin/env bash
# Writes .env and deploy/docker/secrets/ for `docker compose`. Safe to repeat: what is there stays.
# With an argument: the folder of the regencies' data, for the passwords of their officers (default deploy/tenants).
# Uses the checkout's Python where `make setup` has made one, and the product's image otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if [ -x .venv/bin/python ]; then
    exec .venv/bin/python -m deploy.docker.make_env "$@"
fi
image=dumas:${DUMAS_VERSION:-local}
docker build --quiet --file deploy/docker/Dockerfile --tag "$image" . >/dev/null
exec docker run --rm --network none --user "$(id -u):$(id -g)" --volume "$PWD:/checkout" --workdir /checkout \
    --entrypoint python "$image" -m deploy.docker.make_env "$@"
