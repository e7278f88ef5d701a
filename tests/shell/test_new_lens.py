"""A lens is a file: put beside the others it is a command in the chat, without a line of code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest

from tests.corpus import ROOT

# The file that prompts/README.md teaches to write.
TAUGHT = (ROOT / "prompts/README.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
ANNA = 1001
TEXT = "The flood destroyed nine bridges over the Orr on Tuesday. Engineers repaired two railway bridges the day after."


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program with one file more."""
    for folder in ("bot", "prompts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "prompts/commands/bridges.toml").write_text(TAUGHT, encoding="utf-8")
    (tmp_path / "flood.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def started(program: Path, *arguments: str) -> subprocess.Popen[str]:
    """The copy, running."""
    command = [sys.executable, "-m", "bot", "--home", str(program / "home"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(program), "SITREP_PREVIEW_PORT": "0", "TELEGRAM_BOT_TOKEN": ""}
    return subprocess.Popen(command, cwd=program, env=environment, stdout=PIPE, stderr=PIPE, text=True)


def run(program: Path, *arguments: str) -> str:
    """What the copy prints."""
    with started(program, *arguments) as running:
        printed, errors = running.communicate()
    assert running.returncode == 0, errors
    return printed


@contextmanager
def served(program: Path) -> Iterator[httpx.Client]:
    """The copy's chat page."""
    with started(program, "serve") as running:
        assert running.stderr
        said = list(iter(running.stderr.readline, "ready\n"))
        address = next(word for line in said for word in line.split() if word.startswith("http://127.0.0.1:"))
        with httpx.Client(base_url=address, timeout=30) as page:
            yield page
        running.terminate()
        running.communicate()


def test_the_file_that_the_guide_teaches_is_a_command(program: Path) -> None:
    run(program, "index", str(program / "flood.txt"))
    asked = program / "asked.jsonl"
    asked.write_text("".join(json.dumps({"id": n, "text": n}) + "\n" for n in ("/bridges", "/crossings", "/help")))
    bridges, crossings, menu = map(json.loads, run(program, "ask", "--batch", str(asked)).splitlines())
    found = [(item["low"], item["counted"], item["status"]) for item in bridges["items"]]
    assert sorted(found) == [(2, "bridges", "repaired"), (9, "bridges", "destroyed")]
    assert crossings["messages"][0].replace("Crossings", "Bridges") == bridges["messages"][0]
    assert "/bridges Bridges: how many were destroyed or repaired" in menu["messages"][0]


def test_it_is_answered_in_the_chat(program: Path) -> None:
    run(program, "index", str(program / "flood.txt"))
    with served(program) as page:
        page.post("/preview/say", json={"user": ANNA, "text": "/bridges"})
        while len(messages := page.get("/preview/chat", params={"user": ANNA}).json()["messages"]) < 2:
            time.sleep(0.1)
    assert "nine bridges" in messages[1]["text"]
