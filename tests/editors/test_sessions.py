"""Real editors with the lines of EDITORS.md: what a person sees, and what is left in the buffer."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from tests.editors.conftest import installed, missing, neovim
from tests.editors.desk import FOLDER, Desk
from tests.editors.page import pasted

ALE = Path("/usr/share/vim-ale")
COMPLETED = '"Count": 1,'
FORMATTED = """\
{
  "Name": "hello",
  "Labels": {"town": "Zürich 😀"},
  "Type": "batch",
  "Count": 1,
  "Tasks": [
    {
      "Name": "main",
      "Engine": {"Type": "docker", "Params": {"Image": "ubuntu:24.04"}},
      "Resources": {"CPU": "1", "Memory": "1xb", "Disk": "1GB"}
    }
  ]
}
"""


def check(seen: dict[str, Any]) -> None:
    """Both mistakes are seen where they are, and all that was done has been done right."""
    first, second = seen["diagnostics"]
    assert (first["line"], first["text"]) == (1, '"batsch"')
    assert "did you mean `batch`?" in first["message"]
    assert (second["line"], second["text"]) == (6, "xb")
    assert {first["severity"], second["severity"]} <= {1, "E", "eglot-error"}
    assert "Engine" in seen["hover"]
    assert "What runs the task" in seen["hover"]
    assert seen["completed"].strip() == COMPLETED
    assert [(each["line"], each["text"]) for each in seen["left"]] == [(7, "xb")]


def test_the_spec_has_the_mistakes_that_the_editors_are_to_show() -> None:
    document = Document.read((FOLDER / "job.json").read_text("utf-8"))

    assert [each.code for each in diagnose(document)] == ["unknown-value", "invalid-format"]


@pytest.mark.parametrize(
    ("heading", "versions", "encoding"),
    [
        ("Neovim 0.7 to 0.10", ((0, 7), (0, 11)), "utf-16"),
        ("Neovim 0.11 and newer", ((0, 11), (1, 0)), "utf-8"),
    ],
)
def test_neovim(
    heading: str, versions: tuple[tuple[int, int], tuple[int, int]], encoding: str, desk: Desk
) -> None:
    nvim = neovim(*versions)
    desk.write(".config/nvim/init.lua", pasted(heading))
    session = FOLDER / "nvim" / "session.lua"

    seen = desk.session(nvim, "--headless", "-n", "-c", f"luafile {session}")

    check(seen)
    assert seen["encoding"] == encoding
    assert "\n".join(seen["formatted"]) + "\n" == FORMATTED


JOB = """\
Name: hello
Type: batch
Count: 1
Tasks:
  - Name: main
    Engine:
      Type: docker
      Params:
        Image: ubuntu:24.04
        Parameters:
          - echo
          - hello
    Resources:
      CPU: "1"
    Publisher:
      Type: local
"""


def test_a_job_is_written_in_yaml_by_completion_alone(desk: Desk) -> None:
    nvim = neovim((0, 11), (1, 0))
    desk.write(".config/nvim/init.lua", pasted("Neovim 0.11 and newer"))

    seen = desk.session(nvim, "--headless", "-n", "-c", f"luafile {FOLDER / 'nvim' / 'yaml.lua'}")

    whole, resources, cpu, publisher = ("\n".join(lines) + "\n" for lines in seen["steps"])
    lines = JOB.splitlines(keepends=True)
    assert whole == "".join(lines[:12])
    assert resources == "".join(lines[:13]) + "      \n"
    assert cpu == "".join(lines[:14])
    assert publisher == JOB


def test_emacs(desk: Desk) -> None:
    emacs = installed("emacs")
    setup = desk.write(".emacs.d/init.el", pasted("Emacs"))
    if subprocess.run(
        [emacs, "--batch", "-l", "eglot"], capture_output=True, check=False
    ).returncode:
        missing("eglot")

    seen = desk.session(emacs, "--batch", "-l", setup, "-l", FOLDER / "emacs" / "session.el")

    check(seen)
    assert "\n".join(seen["formatted"]) + "\n" == FORMATTED


def test_vim(desk: Desk) -> None:
    """Without characters that ALE counts in another way than LSP."""
    vim = installed("vim")
    if not ALE.is_dir():
        missing("ALE")
    desk.write(".vim/vimrc", pasted("Vim with ALE"))
    plain = desk.spec.read_text("utf-8").replace("Zürich 😀", "Zurich")
    desk.spec.write_text(plain, encoding="utf-8")
    session = FOLDER / "vim" / "session.vim"

    seen = desk.session_on_terminal(vim, "-n", "-S", session, desk.spec)

    check(seen)
    assert seen["fixed"] == plain.splitlines()[1].replace("batsch", "batch")
