#!/usr/bin/env bash
# Makes an environment of its own with what the rebuild is measured against; prints its python.
set -euo pipefail
home=${SVOD_PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/svod-peers}
if [ ! -x "$home/bin/python" ]; then
  python3 -m venv "$home" >&2
fi
"$home/bin/pip" install --quiet --disable-pip-version-check duckdb eventsourcing umadb >&2
echo "$home/bin/python"
