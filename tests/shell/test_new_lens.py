"""A lens is a file: put beside the others it is a command in the chat, without a line of code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import ROOT

# The file that prompts/README.md teaches to write.
TAUGHT = (ROOT / "prompts/README.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
TEXT = "The flood destroyed nine bridges over the Orr on Tuesday. Engineers repaired two railway bridges the day after."


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program with one file more."""
    for folder in ("bot", "prompts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "prompts/commands/bridges.toml").write_text(TAUGHT, encoding="utf-8")
    (tmp_path / "flood.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(program: Path, *arguments: str) -> str:
    """What the copy prints."""
    command = [sys.executable, "-m", "bot", "--home", str(program / "home"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(program)}
    return subprocess.run(command, cwd=program, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_file_that_the_guide_teaches_is_a_command(program: Path) -> None:
    run(program, "index", str(program / "flood.txt"))
    asked = program / "asked.jsonl"
    asked.write_text("".join(json.dumps({"id": n, "text": n}) + "\n" for n in ("/bridges", "/crossings", "/help")))
    bridges, crossings, menu = map(json.loads, run(program, "ask", "--batch", str(asked)).splitlines())
    found = [(item["low"], item["counted"], item["status"]) for item in bridges["items"]]
    assert sorted(found) == [(2, "bridges", "repaired"), (9, "bridges", "destroyed")]
    assert crossings["messages"][0].replace("Crossings", "Bridges") == bridges["messages"][0]
    assert "/bridges Bridges: how many were destroyed or repaired" in menu["messages"][0]
