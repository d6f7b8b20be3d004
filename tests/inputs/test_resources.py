"""Shipped folders, and names in messages without the place of installation."""

from pathlib import Path

from reporting.inputs.resources import bundled, shown


def test_the_shipped_folders_exist() -> None:
    assert (bundled("profiles") / "balanced.yaml").is_file()
    assert bundled("templates").is_dir()


def test_a_shipped_file_is_named_without_the_place_of_installation() -> None:
    assert shown(bundled("profiles") / "house" / "firm.yaml") == "profiles/house/firm.yaml"


def test_other_paths_are_named_as_they_were_given() -> None:
    assert shown(Path("mine/x.yaml")) == "mine/x.yaml"
    assert shown(Path("../x.yaml")) == "../x.yaml"
