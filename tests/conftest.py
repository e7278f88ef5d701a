"""What the tests of the whole program share: the real model, loaded once, and the starter corpus, indexed once.

`indexed` and `five` are homes that tests only read; `home` is a copy of the first that a test may spoil.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers.wording import Wording
from bot.prompts import lenses
from bot.shell.embedder import MiniLM
from bot.shell.flows import indexing
from bot.shell.flows.asking import Desk
from bot.shell.sources import drafts_in
from bot.shell.store.articles import ArticleStore
from tests.corpus import ROOT, SEEDS

FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """What a careful reader finds in the seeds."""
    return tomllib.loads((ROOT / "tests/evaluation/gold/seeds.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def model() -> MiniLM:
    """The model that is shipped."""
    return MiniLM()


@pytest.fixture(scope="session")
def indexed(model: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with all of the seeds."""
    return _index(tmp_path_factory.mktemp("seeds"), [SEEDS], model)


@pytest.fixture(scope="session")
def five(model: MiniLM, gold: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the five retold reports alone."""
    files = [SEEDS / article["file"] for article in gold["articles"].values()]
    return _index(tmp_path_factory.mktemp("five"), files, model)


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    """A copy of the indexed seeds, to be spoilt."""
    return Path(shutil.copytree(indexed, tmp_path / "home"))


@pytest.fixture(scope="session")
def desk(indexed: Path, model: MiniLM) -> Iterator[Desk]:
    """The desk over all of the seeds."""
    yield from _desk(indexed, model)


@pytest.fixture(scope="session")
def desk_of_five(five: Path, model: MiniLM) -> Iterator[Desk]:
    """The desk over the five retold reports."""
    yield from _desk(five, model)


@pytest.fixture(scope="session")
def figure(pytestconfig: pytest.Config) -> Any:
    """Notes a measured figure for the end of the run: `figure("timeline recall", 9, 12)`."""
    figures = pytestconfig.stash.setdefault(FIGURES, [])

    def note(name: str, found: int, wanted: int) -> float:
        figures.append(f"{name}: {found} of {wanted}")
        return found / wanted

    return note


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The figures, where any were measured."""
    if figures := config.stash.get(FIGURES, []):
        terminalreporter.section("measured on seeds/")
        for line in figures:
            terminalreporter.write_line(line)


def _index(home: Path, paths: Iterable[Path], model: MiniLM) -> Path:
    store = ArticleStore(home, model.name)
    outcomes = list(indexing.index(drafts_in(paths), store, model, lenses()))
    indexing.regroup(store)
    store.close()
    assert {outcome.state for outcome in outcomes} == {"new"}
    return home


def _desk(home: Path, model: MiniLM) -> Iterator[Desk]:
    store = ArticleStore(home, model.name)
    yield Desk(store, model, Wording("sitrep_bot"))
    store.close()
