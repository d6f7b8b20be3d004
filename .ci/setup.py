"""Set up what the project runs with: system libraries, .venv, the locked packages, the package itself.

    sh .ci/setup.sh run    what `reporting` needs
    sh .ci/setup.sh dev    that, and what tests and lint need

Standard library only. Each step leaves a fingerprint in .venv/setup.json and is not done again while that
fits. The fingerprint goes before the step begins, so a set-up that was killed is seen and made good.
"""

import ctypes
import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STATE = VENV / "setup.json"
LOCKS = {"run": ROOT / ".ci" / "requirements.lock", "dev": ROOT / ".ci" / "requirements-dev.lock"}

# Library -> (file on Linux, file on macOS, package of Debian and Ubuntu, package of Homebrew)
LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0", "pango"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0", "pango"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig1", "fontconfig"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz0b", "harfbuzz"),
    "HarfBuzz subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset0",
        "harfbuzz",
    ),
}
MACOS = sys.platform == "darwin"

# Of pip's variables those that say where and how to download; the others could bend what is installed.
PIP_KEPT = (
    "CACHE_DIR CERT CLIENT_CERT CONFIG_FILE DEFAULT_TIMEOUT EXTRA_INDEX_URL FIND_LINKS INDEX_URL "
    "KEYRING_PROVIDER NO_CACHE_DIR NO_INDEX PROXY RETRIES TIMEOUT TRUSTED_HOST"
).split()


class Stop(Exception):
    """Set-up cannot go on; the message is the sentence for the user."""


def say(text: str) -> None:
    """One line of progress."""
    print(f"set-up: {text}", file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], failure: str, env: dict[str, str] | None = None) -> None:
    """Run a command without standard input; on failure stop with one sentence after its last lines."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        tail = "\n".join(done.stdout.strip().splitlines()[-25:])
        raise Stop(f"{tail}\nset-up: {failure}" if tail else failure)


# ---- what the system must have ----------------------------------------------------------------------


def loads(file: str) -> bool:
    """Whether the dynamic loader finds the library (on macOS in Homebrew's folders too)."""
    folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if MACOS else ("",)
    for folder in folders:
        try:
            ctypes.CDLL(folder + file)
        except OSError:
            continue
        return True
    return False


def missing_libraries() -> list[str]:
    """The names, as in LIBRARIES, of those that do not load."""
    return [name for name, files in LIBRARIES.items() if not loads(files[1 if MACOS else 0])]


def administrator() -> list[str] | None:
    """What to put before a command that needs root: nothing, `sudo -n`, or None where it is not permitted."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        return ["sudo", "-n"]
    return None


def install_packages(packages: Sequence[str], purpose: str) -> bool:
    """Install system packages where that is permitted; False where it is not or does not work."""
    packages = sorted(set(packages))
    if MACOS:
        command = [["brew", "install", *packages]] if shutil.which("brew") else None
    else:
        prefix = administrator() if shutil.which("apt-get") else None
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
        install = [*apt, "install", "-y", "--no-install-recommends", *packages]
        command = None if prefix is None else [[*prefix, *apt, "update"], [*prefix, *install]]
    if not command:
        return False
    say(f"installing {' '.join(packages)} ({purpose})")
    for step in command:  # a failed update may still leave lists that serve, so the last step decides
        done = subprocess.run(
            step, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
        )
    if done.returncode:
        print(done.stderr.strip(), file=sys.stderr)
    return not done.returncode


def by_hand(packages: Sequence[str]) -> str:
    """How to install packages by hand."""
    tool = "brew install" if MACOS else "apt-get install"
    return f"{tool} {' '.join(sorted(set(packages)))}"


def system_libraries() -> None:
    """Pango, Fontconfig and HarfBuzz for WeasyPrint, installed when missing and permitted."""
    missing = missing_libraries()
    if not missing:
        return
    packages = [LIBRARIES[name][3 if MACOS else 2] for name in missing]
    install_packages(packages, "to print PDF")
    left = missing_libraries()
    if not left:
        return
    packages = [LIBRARIES[name][3 if MACOS else 2] for name in left]
    sentence = f"the system lacks {', '.join(left)}; install with: {by_hand(packages)}"
    if left != ["HarfBuzz subset"]:
        raise Stop(sentence)
    say(f"{sentence} (without it PDFs are printed several times slower and in other bytes)")


# ---- the virtual environment ------------------------------------------------------------------------


def digest(*parts: object) -> str:
    """A fingerprint of anything with a stable text form."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def read_state() -> dict[str, str]:
    """The fingerprints of the finished steps; nothing if there is no sound record."""
    try:
        state = json.loads(STATE.read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(state: dict[str, str]) -> None:
    """Replace the record in one go."""
    new = STATE.with_suffix(".new")
    new.write_text(json.dumps(state, indent=1, sort_keys=True) + "\n")
    new.replace(STATE)


def clean_environment() -> dict[str, str]:
    """The environment for pip: the user's, less what would make it install other things or elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") and (not name.startswith("PIP_") or name[4:] in PIP_KEPT)
    }


def pip(*arguments: str | Path) -> None:
    """Run the virtual environment's pip."""
    quiet = ("--quiet", "--no-input", "--disable-pip-version-check")
    command = [PYTHON, "-I", "-m", "pip", "install", *quiet, "--no-user", "--no-deps", *arguments]
    run(command, "pip could not install the packages (its last lines are above)", clean_environment())


def interpreter() -> str:
    """The Python to make the environment with: the one that runs this, or the one behind its own .venv."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def make_venv() -> None:
    """A new, empty virtual environment with pip in it."""
    say(f"making .venv with Python {platform.python_version()}")
    create = [interpreter(), "-I", "-m", "venv", "--clear", str(VENV)]

    def works() -> bool:
        done = subprocess.run(create, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True)
        return not done.returncode

    if works():
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not MACOS and install_packages([package], "to make virtual environments") and works():
        return
    own_pip = [interpreter(), "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"]
    bare = [*create[:-1], "--without-pip", create[-1]]
    for command in (bare, own_pip):
        run(command, f"this Python cannot make virtual environments; install with: {by_hand([package])}")


def steps(want: str, state: dict[str, str]) -> list[tuple[str, str, Callable[[], None]]]:
    """The steps as (name, fingerprint, action), in their order."""
    python = digest(sys.version_info[:2], platform.machine(), VENV)
    locks = {name: digest(python, lock.read_text()) for name, lock in LOCKS.items()}
    if want == "run" and state.get("packages") == locks["dev"]:
        want = "dev"  # the development lock holds the other one whole
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    def packages() -> None:
        say(f"installing the locked packages ({want}); this takes a minute or two")
        pip("--only-binary=:all:", "--require-hashes", "-r", LOCKS[want])

    def package() -> None:
        pip("--no-index", "--no-build-isolation", "--editable", ROOT)

    return [
        ("venv", python, make_venv),
        ("packages", locks[want], packages),
        ("package", digest(python, project["version"], project.get("scripts")), package),
    ]


def virtual_environment(want: str) -> None:
    """Do the steps that are not done yet."""
    state = read_state()
    if "packages" not in state or not PYTHON.exists():
        state = {}  # killed on its way: what lies in .venv cannot be trusted
    started = time.monotonic()
    changed = False
    for name, fingerprint, action in steps(want, state):
        if state.get(name) == fingerprint:
            continue
        changed = True
        kept = {} if name == "venv" else {key: value for key, value in state.items() if key != name}
        if STATE.exists():
            write_state(kept)
        action()
        state = {**kept, name: fingerprint}
        write_state(state)
    if changed:
        say(f"done in {time.monotonic() - started:.0f} s")


def main(arguments: Sequence[str]) -> int:
    """Set up for `run` or `dev`; 0 when all is there, 1 with a sentence when it cannot be."""
    if list(arguments) not in (["run"], ["dev"]):
        print(__doc__, file=sys.stderr)
        return 2
    with open(__file__) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two runs in one checkout take turns
        try:
            system_libraries()
            virtual_environment(arguments[0])
        except Stop as stop:
            say(str(stop))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
