"""`scripts/environment.sh` says in one line what a machine lacks, and does nothing when nothing is to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.process


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout on a machine that has no Python."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "bin").mkdir()
    for name in ("pyproject.toml", "constraints.txt", "scripts/environment.sh"):
        shutil.copy(ROOT / name, tmp_path / name)
    for tool in ("sh", "cat", "cksum", "dirname"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    return tmp_path


def _python(checkout: Path, name: str, body: str) -> None:
    path = checkout / "bin" / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def _run(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["scripts/environment.sh", "run"], cwd=checkout, env={"PATH": str(checkout / "bin")},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_no_python_is_told(checkout: Path) -> None:
    done = _run(checkout)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "faultline: Python 3.11 or newer is needed. On Debian and Ubuntu: apt-get install python3 python3-venv\n"
    )


def test_an_old_python_and_a_shim_for_none_are_told(checkout: Path) -> None:
    _python(checkout, "python3.12", "exit 127")
    _python(checkout, "python3", 'case "$2" in *print*) echo 3.9 ;; *) exit 1 ;; esac')
    done = _run(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("faultline: Python 3.11 or newer is needed, and python3 is Python 3.9.")


def test_a_python_without_venv_is_told(checkout: Path) -> None:
    _python(checkout, "python3.11", f'case "$2" in *ensurepip*) exit 1 ;; esac; exec {sys.executable} "$@"')
    done = _run(checkout)
    assert done.returncode == 1
    assert done.stderr == (
        "faultline: python3.11 has no venv module. On Debian and Ubuntu: apt-get install python3-venv\n"
    )


def test_what_is_installed_is_not_installed_again_until_the_lists_change(checkout: Path) -> None:
    lists = (checkout / "pyproject.toml").read_bytes() + (checkout / "constraints.txt").read_bytes()
    stamp = subprocess.run(["cksum"], input=lists, capture_output=True, check=True).stdout
    (checkout / ".venv/bin").mkdir(parents=True)
    # Good for nothing: it would be made anew if anything were to do.
    (checkout / ".venv/bin/python").symlink_to("/bin/false")
    (checkout / ".venv/.installed-dev").write_bytes(stamp)
    done = _run(checkout)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with (checkout / "constraints.txt").open("a") as file:
        file.write("# changed\n")
    assert _run(checkout).returncode == 1


def test_every_version_is_pinned_and_no_address_is_written() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert lines
    assert all(line.count("==") == 1 and "/" not in line for line in lines)
    assert os.access(ROOT / "scripts/environment.sh", os.X_OK)
    assert os.access(ROOT / ".ci/run", os.X_OK)
