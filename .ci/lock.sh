#!/bin/sh
# Writes both lock files from pyproject.toml: every platform, wheels only, with hashes, no addresses.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/python -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --fork-strategy fewest --only-binary :all: --generate-hashes --no-emit-index-url \
        --custom-compile-command "make lock" --extra build "$@"
}
compile "$@" --output-file .ci/requirements.lock
compile "$@" --extra dev --extra cluster --constraint .ci/requirements.lock --output-file .ci/requirements-dev.lock
