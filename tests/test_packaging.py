"""The wheel: it holds what the program needs and no tests, and works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.corpus import ROOT, SEEDS


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with what is installed."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel alone; what it depends on is taken from this one, the checkout is not."""
    venv = tmp_path_factory.mktemp("away") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    site = next(venv.glob("lib/python*/site-packages"))
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        venv / "bin/python",
        "install",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=venv,
    )
    # A path file inside a folder that a path file names is not read, so the editable checkout stays out.
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "dependencies.pth").write_text(f"{ours}\n")
    return venv


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command without this project's settings; its failure shows what it said."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SITREP_", "TELEGRAM_", "PYTHONPATH"))}
    done = subprocess.run(
        list(map(str, command)), check=False, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_the_wheel_holds_what_the_program_reads_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("prompts", "seeds"):
        wanted = {f"bot/_shipped/{file.relative_to(ROOT).as_posix()}" for file in kept(ROOT / folder)}
        assert wanted
        assert wanted <= names
    assert {f"{file.relative_to(ROOT).as_posix()}" for file in kept(ROOT / "bot")} <= names
    assert {"bot/shell/preview/page/index.html", "bot/shell/preview/page/chat.js"} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"bot", "sitrep"}
    assert not [name for name in names if "test" in name.lower()]


def kept(folder: Path) -> list[Path]:
    """The files of a folder that belong to the project."""
    return [file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts]


def test_installed_it_answers_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    python, sitrep = installed / "bin/python", installed / "bin/sitrep"
    where = run(
        python, "-c", "import bot, bot.prompts as p; print(bot.__file__, p.shipped('seeds'))", cwd=tmp_path
    ).stdout
    program, seeds = where.split()
    assert Path(program).is_relative_to(installed)
    assert Path(seeds).is_relative_to(installed)
    indexed = run(sitrep, "--home", tmp_path / "home", "index", seeds, "--json", cwd=tmp_path).stdout.splitlines()
    assert {json.loads(line)["state"] for line in indexed} == {"new"}
    assert len(indexed) == 37
    asked = run(sitrep, "--home", tmp_path / "home", "ask", "How many soldiers were sent?", cwd=tmp_path).stdout
    answer = json.loads(asked)
    assert answer["kind"] == "answer"
    assert "750" in answer["messages"][0]
    assert "sitrep" in run(sitrep, "--help", cwd=tmp_path).stdout


def test_the_seeds_that_are_shipped_are_the_seeds(installed: Path) -> None:
    shipped = next(installed.glob("lib/python*/site-packages/bot/_shipped/seeds"))
    assert {file.name: file.read_bytes() for file in shipped.iterdir()} == {
        f.name: f.read_bytes() for f in SEEDS.iterdir()
    }
