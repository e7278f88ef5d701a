"""A draft -> the Article: sentences marked, language, title, outlet, agency, and a date with its provenance."""

from __future__ import annotations

import hashlib

from bot.articles.dating import date_of
from bot.articles.marking import mark
from bot.articles.origin import agency_of, outlet_of
from bot.model import Article, Draft, Sentence, SentenceKind

# Language guessing needs no more of a text than its beginning.
_SAMPLE = 2000


def read(draft: Draft) -> Article:
    """The article of a draft. Its id is the one given, else made of its text, so that the same text is the same article."""
    language = draft.language or language_of(draft.text)
    sentences = mark(draft.text, draft.title, language)
    return Article(
        id=draft.id or text_id(draft.text),
        input=draft.input,
        text=draft.text,
        title=draft.title or _headline(draft.text, sentences),
        outlet=draft.outlet or outlet_of(draft.url),
        agency=agency_of(draft.text, sentences),
        url=draft.url,
        author=draft.author,
        language=language,
        published=date_of(draft, sentences),
        sentences=sentences,
    )


def text_id(text: str) -> str:
    """A short id that depends on nothing but the text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def language_of(text: str) -> str:
    """The two-letter code of the text's language, English where it cannot be told."""
    import py3langid  # lazily: its model takes a moment to load

    return str(py3langid.classify(text[:_SAMPLE])[0]) if any(c.isalpha() for c in text) else "en"


def _headline(text: str, sentences: tuple[Sentence, ...]) -> str | None:
    """The headline that stands over the text; a cross-heading further down is none."""
    first = next((s for s in sentences if s.kind in (SentenceKind.HEADLINE, SentenceKind.NEWS)), None)
    return first.of(text) if first and first.kind is SentenceKind.HEADLINE else None
