"""Every recogniser finds the same plain names, with exact slices; one that is not there is refused with a clear line."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from bot.config import Settings
from bot.facts.actors import Recogniser, read_actors, rules
from bot.model import ActorKind, NoRecogniser, Sentence
from bot.shell.recognisers import recogniser

TEXT = "Harriet Lowell flew to Baghdad. The Pentagon said that Iran had fired at Baghdad."
SENTENCES = [Sentence(0, 31, 0), Sentence(32, len(TEXT), 0)]
NAMED = {
    ("Harriet Lowell", ActorKind.PERSON),
    ("Baghdad", ActorKind.PLACE),
    ("Pentagon", ActorKind.ORGANISATION),
    ("Iran", ActorKind.STATE),
}
THEIRS = """
from bot.facts.actors.pieces import Piece
from bot.facts.actors.vote import Typed
from bot.model import ActorKind


def make(model):
    return lambda text, sentences: [Typed(Piece(0, 7, ("Harriet",)), ActorKind.PERSON, model)]
"""


def a_spacy_pipeline(folder: Path) -> str:
    """A pipeline on disk that knows the names of the test: what is tested is the adapter, not a model."""
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    pipeline = spacy.blank("en")
    labels = {"Harriet Lowell": "PERSON", "Baghdad": "GPE", "The Pentagon": "ORG", "Iran": "GPE", "flew": "EVENT"}
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in labels.items()])
    pipeline.to_disk(folder)
    return f"spacy:{folder}"


def a_gliner_model() -> str:
    if importlib.util.find_spec("gliner") is None:
        pytest.skip("GLiNER is not installed")
    try:
        recogniser(Settings(recogniser="gliner"))
    except NoRecogniser as error:
        pytest.skip(str(error))
    return "gliner"


@pytest.fixture(params=["rules", "spacy", "gliner"])
def named(request: pytest.FixtureRequest, tmp_path: Path) -> Recogniser:
    names = {"rules": lambda: "rules", "spacy": lambda: a_spacy_pipeline(tmp_path), "gliner": a_gliner_model}
    return recogniser(Settings(recogniser=names[request.param]()))


def test_plain_names_are_found_with_their_kinds(named: Recogniser) -> None:
    found = read_actors(TEXT, SENTENCES, recognise=named)
    assert {(m.of(TEXT), m.kind) for m in found} == NAMED
    assert [m.start for m in found] == sorted(m.start for m in found)


def test_the_rules_are_what_is_there_without_a_setting() -> None:
    assert recogniser(Settings()) is rules


@pytest.mark.parametrize("name", ["nobody", "spacy:/no/such/model", "gliner:/no/such/model"])
def test_one_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(NoRecogniser, match=name.split(":", maxsplit=1)[0]):
        recogniser(Settings(recogniser=name))


def test_a_package_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "their_names.py").write_text(THEIRS)
    about = tmp_path / "their_names-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: their-names\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[sitrep.recognisers]\ntheirs = their_names:make\n")
    monkeypatch.syspath_prepend(tmp_path)
    (only,) = read_actors(TEXT, SENTENCES, recognise=recogniser(Settings(recogniser="theirs:small")))
    assert (only.of(TEXT), only.rule) == ("Harriet", "small")
