"""Set-up: the lock files, the steps and their record, the sentences when something is missing."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": ROOT / ".ci/requirements.lock", "dev": ROOT / ".ci/requirements-dev.lock"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def pins(lock: Path) -> dict[str, str]:
    """Package -> the one version that the lock file allows."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", lock.read_text(), re.MULTILINE))


# ---- lock files -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lock", "extras"), [("run", ["build"]), ("dev", ["build", "dev"])])
def test_the_lock_holds_every_declared_library_in_an_allowed_version(lock: str, extras: list[str]) -> None:
    declared = [*PROJECT["dependencies"]]
    for extra in extras:
        declared += PROJECT["optional-dependencies"][extra]
    locked = pins(LOCKS[lock])
    wrong = []
    for requirement in map(Requirement, declared):
        version = locked.get(canonicalize_name(requirement.name))
        if version is None or version not in requirement.specifier:
            wrong.append(f"{requirement}: locked {version}")
    assert wrong == []


def test_both_locks_agree_so_that_tests_run_what_users_run() -> None:
    run, dev = pins(LOCKS["run"]), pins(LOCKS["dev"])
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_every_locked_package_has_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCKS[lock].read_text(), flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(LOCKS[lock])) > 40
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


# ---- what may not stand in the repository -----------------------------------------------------------

# Written in pieces, or this file would find itself.
FORBIDDEN = re.compile(
    "|".join(
        (
            "pypi" + r"\.org",
            "python" + "hosted",
            "--index" + "-url",
            "/wo" + "rk/",
            "/ro" + "ot/",
            "/tmp/" + "spike",
            "/home" + r"/\w",
        )
    )
)


def committed_files() -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_committed_file_names_an_index_or_a_path_of_one_machine() -> None:
    found = []
    for file in committed_files():
        for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            if match := FORBIDDEN.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {match.group()}")
    assert found == []


def test_the_top_level_holds_what_the_design_names_and_nothing_else() -> None:
    allowed = {".ci", ".gitignore", "LICENSE", "Makefile", "README.md", "pyproject.toml"}
    allowed |= {"docs", "output", "profiles", "reporting", "templates", "tests"}
    assert {file.relative_to(ROOT).parts[0] for file in committed_files()} <= allowed


# ---- the steps --------------------------------------------------------------------------------------


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up script with its environment in a temporary folder and pip replaced by a list."""
    spec = importlib.util.spec_from_file_location("setup_script", ROOT / ".ci" / "setup.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    venv = tmp_path / ".venv"
    calls: list[str] = []

    def make_venv() -> None:
        calls.append("venv")
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        (venv / "bin" / "python").touch()

    def pip(*arguments: str | Path) -> None:
        calls.append("package" if "--editable" in arguments else Path(arguments[-1]).name)

    for name, value in {
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STATE": venv / "setup.json",
        "make_venv": make_venv,
        "pip": pip,
        "calls": calls,
    }.items():
        monkeypatch.setattr(script, name, value, raising=False)
    return script


RUN, DEV = "requirements.lock", "requirements-dev.lock"


def test_set_up_is_done_once(setup: ModuleType) -> None:
    setup.virtual_environment("run")
    assert setup.calls == ["venv", RUN, "package"]
    setup.virtual_environment("run")
    assert setup.calls == ["venv", RUN, "package"]


def test_the_tests_add_their_packages_to_what_the_reports_set_up(setup: ModuleType) -> None:
    setup.virtual_environment("run")
    setup.virtual_environment("dev")
    setup.virtual_environment("run")
    setup.virtual_environment("dev")
    assert setup.calls == ["venv", RUN, "package", DEV]


def test_a_changed_lock_is_installed(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.virtual_environment("run")
    changed = tmp_path / RUN
    changed.write_text(LOCKS["run"].read_text() + "# changed\n")
    monkeypatch.setitem(setup.LOCKS, "run", changed)
    setup.virtual_environment("run")
    assert setup.calls[3:] == [RUN]


@pytest.mark.parametrize("damage", ["{", "[]", "", None])
def test_an_environment_without_a_sound_record_is_made_anew(setup: ModuleType, damage: str | None) -> None:
    setup.virtual_environment("run")
    setup.STATE.unlink() if damage is None else setup.STATE.write_text(damage)
    setup.virtual_environment("run")
    assert setup.calls[3:] == ["venv", RUN, "package"]


def test_a_set_up_killed_while_installing_is_made_good(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.virtual_environment("run")
    working_pip = setup.pip

    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(setup, "pip", killed)
    with pytest.raises(KeyboardInterrupt):
        setup.virtual_environment("dev")
    assert "packages" not in json.loads(setup.STATE.read_text())
    monkeypatch.setattr(setup, "pip", working_pip)
    setup.virtual_environment("dev")
    assert setup.calls[3:] == ["venv", DEV, "package"]


def test_pip_keeps_where_to_download_and_drops_where_to_install(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_CERT", "bundle.pem")
    for name in ("PIP_TARGET", "PIP_USER", "PIP_NO_BINARY", "PYTHONPATH", "PYTHONHOME"):
        monkeypatch.setenv(name, "1")
    kept = setup.clean_environment()
    assert kept["PIP_CERT"] == "bundle.pem" and "PATH" in kept
    assert not {"PIP_TARGET", "PIP_USER", "PIP_NO_BINARY", "PYTHONPATH", "PYTHONHOME"} & set(kept)


# ---- what is missing is named -----------------------------------------------------------------------


def test_missing_libraries_that_may_not_be_installed_are_named_with_their_packages(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "MACOS", False)
    monkeypatch.setattr(setup, "loads", lambda file: "pango" not in file)
    monkeypatch.setattr(setup, "install_packages", lambda packages, purpose: False)
    with pytest.raises(setup.Stop) as stop:
        setup.system_libraries()
    assert str(stop.value) == (
        "the system lacks Pango, PangoFT2; install with: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    )


def test_without_the_subset_library_alone_work_goes_on_with_a_word(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "MACOS", False)
    monkeypatch.setattr(setup, "loads", lambda file: "subset" not in file)
    monkeypatch.setattr(setup, "install_packages", lambda packages, purpose: False)
    setup.system_libraries()
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "apt-get install libharfbuzz-subset0" in told


def test_missing_libraries_are_installed_where_that_is_permitted(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed: list[str] = []
    monkeypatch.setattr(setup, "MACOS", False)
    monkeypatch.setattr(setup, "loads", lambda file: bool(installed))
    monkeypatch.setattr(setup, "install_packages", lambda packages, purpose: bool(installed.extend(packages)))
    setup.system_libraries()
    assert set(installed) == {
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
        "libfontconfig1",
        "libharfbuzz0b",
        "libharfbuzz-subset0",
    }
    assert capsys.readouterr().err == ""


def test_an_unusable_python_is_refused_in_one_sentence() -> None:
    environment = {**os.environ, "PYTHON": "/nonexistent/python"}
    done = subprocess.run(
        ["sh", str(ROOT / ".ci/setup.sh"), "run"], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "set-up: /nonexistent/python is not a working Python 3.11 or newer\n"


# ---- the commands and the wheel ---------------------------------------------------------------------


def test_make_alone_lists_every_target() -> None:
    shown = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True).stdout
    listed = re.findall(r"^  make ([a-z]+) ", shown, re.MULTILINE)
    work = {"reports", "packs", "test", "lint", "bench", "mutation"}
    assert set(listed) == {"help", "setup", "clean", "lock", *work}


def test_cleaning_leaves_delivered_documents_alone() -> None:
    steps = subprocess.run(
        ["make", "--no-print-directory", "-n", "clean"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    assert "rm -rf .venv" in steps and "output" not in steps


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-index"]
    command += ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_templates_profiles_and_package_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    wanted = set()
    for file in committed_files():
        place = file.relative_to(ROOT)
        if place.parts[0] in ("templates", "profiles"):
            wanted.add(f"reporting/_bundled/{place.as_posix()}")
        elif place.parts[0] == "reporting":
            wanted.add(place.as_posix())
    assert wanted and wanted <= carried
    assert not [name for name in carried if name.startswith(("tests/", "output/", "docs/"))]


def test_an_installed_wheel_finds_its_own_folders_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    script = (
        "from reporting.inputs.resources import bundled\n"
        "for name in ('templates', 'profiles'): print(bundled(name).resolve(strict=True))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    folder = (tmp_path / "installed/reporting/_bundled").resolve()
    assert done.stdout.split("\n")[:2] == [str(folder / "templates"), str(folder / "profiles")]
