"""The newcomer's command `./run`, as far as it can be tried without a network: checks, messages, what it leaves."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = ROOT / "run"
SHELLS = [shell for shell in ("dash", "bash", "sh") if shutil.which(shell)]
# what ./run itself calls; the folder made of them holds no apt-get
TOOLS = ("cat", "cksum", "dirname", "mkdir", "mv", "rm", "sh", "tail", "tr", "uname")

# a Python like this one, but without Pango, and unable to make an environment
POOR_PYTHON = f"""#!/bin/sh
case "$*" in
  *libpango*) exit 1 ;;
  "-m venv "*) mkdir -p "$4/bin"; echo half >"$4/half"; kill -TERM $PPID; exit 1 ;;
esac
exec {sys.executable} "$@"
"""


def make_machine(folder: Path, python: str = "", *, pango: bool = False) -> dict[str, str]:
    """Make a checkout with `run` alone, and return the environment of a machine with few programs."""
    (folder / "bin").mkdir()
    for tool in TOOLS:
        (folder / "bin" / tool).symlink_to(str(shutil.which(tool)))
    if python:
        script = folder / "bin" / "python3"
        script.write_text(python.replace("*libpango*) exit 1", "*libpango*) exit 0") if pango else python)
        script.chmod(0o755)
    (folder / "checkout").mkdir()
    shutil.copy(RUN, folder / "checkout")
    return {"PATH": str(folder / "bin"), "HOME": str(folder)}


def call(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(folder / "checkout" / "run"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_commands_are_executable() -> None:
    for script in (RUN, ROOT / ".ci" / "run"):
        assert script.stat().st_mode & stat.S_IXUSR


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_can_parse_it(shell: str) -> None:
    subprocess.run([shell, "-n", RUN], check=True)


def test_help_names_the_commands_of_the_readme() -> None:
    done = subprocess.run([RUN, "help"], capture_output=True, text=True, check=True)
    assert "build " in done.stdout
    assert "test " in done.stdout


def test_no_command_is_wrong_usage() -> None:
    done = subprocess.run([RUN], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: ./run" in done.stderr


def test_without_python_one_line_says_what_to_do(tmp_path: Path) -> None:
    done = call(tmp_path, make_machine(tmp_path), "build")
    assert done.returncode == 1
    assert done.stderr.startswith("run: needs Python 3.11 or later")
    assert done.stderr.count("\n") == 1


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    done = call(tmp_path, make_machine(tmp_path, "#!/bin/sh\nexit 1\n"), "build")
    assert done.stderr.startswith("run: needs Python 3.11 or later")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Pango is looked for in another way")
def test_without_pango_and_apt_the_line_to_type_is_given(tmp_path: Path) -> None:
    done = call(tmp_path, make_machine(tmp_path, POOR_PYTHON), "build")
    assert done.returncode == 1
    for system in ("apt install", "dnf install pango", "apk add pango", "brew install pango"):
        assert system in done.stderr
    assert os.listdir(tmp_path / "checkout" / ".exporter") == ["cache"]  # noqa: PTH208


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Pango is looked for in another way")
def test_an_interrupted_set_up_leaves_nothing_that_looks_finished(tmp_path: Path) -> None:
    done = call(tmp_path, make_machine(tmp_path, POOR_PYTHON, pango=True), "build")
    assert done.returncode != 0
    assert os.listdir(tmp_path / "checkout" / ".exporter") == ["cache"]  # noqa: PTH208
