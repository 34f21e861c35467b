#!/usr/bin/env bash
# Builds the styles and scripts of the pages into gateway/static, where they are committed. Needs Node.js; only who
# changes them runs it. What it installs lies in build/assets.
set -euo pipefail
cd "$(dirname "$0")"
work=$(cd ../.. && pwd)/build/assets
mkdir -p "$work"
if ! cmp -s package-lock.json "$work/package-lock.json" || [ ! -d "$work/node_modules" ]; then
    cp package.json package-lock.json "$work/"
    npm ci --prefix "$work" --no-audit --no-fund --ignore-scripts --silent
fi
export NODE_PATH=$work/node_modules
for name in public staff docs; do
    "$NODE_PATH/.bin/sass" --no-source-map --style=compressed --quiet-deps --load-path="$NODE_PATH" \
        $name.scss ../static/$name.css
done
for name in public staff; do
    "$NODE_PATH/.bin/esbuild" js/$name.js --bundle --minify --format=esm --target=es2019 --legal-comments=none \
        --outfile=../static/$name.js --log-level=warning
done
"$NODE_PATH/.bin/esbuild" js/worker.js --minify --target=es2019 --outfile=../static/worker.js --log-level=warning
