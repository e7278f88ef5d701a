"""What finds names, by the setting: the rules, or a model that the user has (spaCy, GLiNER, or any entry point's).

An entry point of the group `sitrep.recognisers` is a factory: the model's name -> a Recogniser. Models run here, never in a
stage; what they find is named, merged and shown by the same code as what the rules find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import entry_points
from typing import Any

from bot.config import Settings
from bot.facts.actors import Recogniser, rules
from bot.facts.actors.pieces import Piece, look_up
from bot.facts.actors.vote import Typed
from bot.model import ActorKind, NoRecogniser, Sentence

GROUP = "sitrep.recognisers"
Spans = Iterable[tuple[int, int, str]]

# The labels of OntoNotes, which spaCy's English models have, and those that GLiNER is asked for.
_ONTONOTES = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "GPE": ActorKind.PLACE,
    "LOC": ActorKind.PLACE,
    "FAC": ActorKind.PLACE,
}
_ASKED_FOR = {
    "person": ActorKind.PERSON,
    "organization": ActorKind.ORGANISATION,
    "armed group": ActorKind.ARMED_GROUP,
    "military unit": ActorKind.MILITARY_UNIT,
    "country": ActorKind.STATE,
    "city or region": ActorKind.PLACE,
}


def recogniser(settings: Settings) -> Recogniser:
    """The recogniser that the settings name. Raises NoRecogniser where there is none of that name, or its model is missing."""
    name, _, model = settings.recogniser.partition(":")
    theirs = {point.name: point for point in entry_points(group=GROUP)}
    if name not in theirs and name not in BUILT_IN:
        raise NoRecogniser(f"no recogniser is called {name!r}; there are {', '.join(sorted({*theirs, *BUILT_IN}))}")
    try:
        factory: Factory = theirs[name].load() if name in theirs else BUILT_IN[name]
        return factory(model)
    except (ImportError, OSError) as error:
        raise NoRecogniser(f"the recogniser {settings.recogniser!r} cannot be used: {error}") from error


def by_rules(model: str) -> Recogniser:
    """The rules that ship with the program; they have no model."""
    return rules


def by_spacy(model: str) -> Recogniser:
    """A spaCy pipeline, by its name or path."""
    import spacy

    pipeline = spacy.load(model or "en_core_web_sm")
    return lambda text, sentences: _found(text, sentences, _ONTONOTES, lambda piece: _by_pipeline(pipeline, piece))


def by_gliner(model: str) -> Recogniser:
    """A GLiNER model, by its name or path; nothing is fetched."""
    from gliner import GLiNER

    network = GLiNER.from_pretrained(model or "urchade/gliner_small-v2.1", local_files_only=True)
    return lambda text, sentences: _found(text, sentences, _ASKED_FOR, lambda piece: _by_network(network, piece))


Factory = Callable[[str], Recogniser]
BUILT_IN: Mapping[str, Factory] = {"rules": by_rules, "spacy": by_spacy, "gliner": by_gliner}


def _by_pipeline(pipeline: Any, piece: str) -> Spans:
    return ((entity.start_char, entity.end_char, entity.label_) for entity in pipeline(piece).ents)


def _by_network(network: Any, piece: str) -> Spans:
    return ((e["start"], e["end"], e["label"]) for e in network.predict_entities(piece, list(_ASKED_FOR)))


def _found(
    text: str, sentences: Sequence[Sentence], kinds: Mapping[str, ActorKind], find: Callable[[str], Spans]
) -> list[Typed]:
    """What a model finds, sentence by sentence, in order and not overlapping."""
    found: list[Typed] = []
    for sentence in sentences:
        for start, end, label in sorted(find(sentence.of(text))):
            piece = _piece(text, sentence.start + start, sentence.start + end)
            if label in kinds and piece is not None and (not found or piece.start >= found[-1].piece.end):
                found.append(Typed(piece, _kind(piece, kinds[label]), "model"))
    return found


def _piece(text: str, start: int, end: int) -> Piece | None:
    """The name without the article before it and the possessive behind it; None where nothing is left."""
    for opening in ("the ", "The "):
        start += len(opening) * text.startswith(opening, start, end)
    for closing in ("'s", "’s"):
        end -= len(closing) * text.endswith(closing, start, end)
    words = tuple(text[start:end].split())
    return Piece(start, end, words) if words else None


def _kind(piece: Piece, kind: ActorKind) -> ActorKind:
    """The kind that the lists give the name, else the model's: few models tell states and armed groups apart."""
    entry = look_up(piece.name)
    return entry.kind if entry is not None and entry.kind is not None else kind
