#!/bin/sh
# Finds a Python to run setup.py with: $PYTHON, else that of .venv, else the first that works.
# (A command may exist and still not work: a version manager's shim, or a .venv whose Python is gone.)
cd "$(dirname "$0")/.." || exit 1
usable() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -I -c "import sys; sys.exit(not ($2))" </dev/null >/dev/null 2>&1
}
if [ -n "$PYTHON" ]; then
    usable "$PYTHON" 'sys.version_info >= (3, 11)' && exec "$PYTHON" -I .ci/setup.py "$@"
    echo "set-up: $PYTHON is not a working Python 3.11 or newer" >&2
    exit 1
fi
for python in .venv/bin/python python3 python3.13 python3.12 python3.11; do
    usable "$python" '(3, 11) <= sys.version_info < (3, 14)' && exec "$python" -I .ci/setup.py "$@"
done
usable python3 'sys.version_info >= (3, 14)' && exec python3 -I .ci/setup.py "$@"
echo "set-up: Python 3.11 or newer is needed (Debian and Ubuntu: apt-get install python3)" >&2
exit 1
