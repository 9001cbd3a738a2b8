#!/bin/sh
# A Chromium for the browser tests: the one on the path, else the system's package, else Playwright's own.
# Usage: sh tests/browser/install_chromium.sh BIN   (BIN: the folder with the environment's programs)
set -eu
bin=$1

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests (apt-get)"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi

echo "Installing Chromium for the browser tests (Playwright)"
if "$bin/playwright" install chromium; then
    exit 0
fi

echo "No Chromium could be installed: the browser tests will be skipped (with CI=true they fail)." >&2
echo "Install Chromium or Google Chrome by hand and run this again." >&2
