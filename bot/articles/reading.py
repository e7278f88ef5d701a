"""A draft -> the Article: sentences marked, language, title, outlet, agency, and a date with its provenance."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from bot.articles.dating import date_of
from bot.articles.marking import mark
from bot.articles.origin import agency_of, outlet_of
from bot.articles.walls import without_walls
from bot.model import Article, Draft, Sentence, SentenceKind
from bot.words import smooth

# Language guessing needs no more of a text than its beginning.
_SAMPLE = 1000
# Every sixth word of English news is one of these, and hardly any of another language's; the guesser takes a millisecond.
_ENGLISH = re.compile(r"\b(?:the|and|of|to|was|that|said|with|for|is)\b")
_ENGLISH_SHARE = 0.1
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")


def read(draft: Draft) -> Article:
    """The article of a draft. Its id is the one given, else made of its text, so that the same text is the same article.

    Rules see the text smooth: a non-breaking space is a space to them, a soft hyphen nothing. Offsets are the stored text's.
    """
    text = smooth(draft.text)
    plain = replace(draft, text=text.text, title=smooth(draft.title).text if draft.title else None)
    language = language_in(draft.language) or language_of(plain.text)
    sentences = tuple(brick for s in mark(plain.text, plain.title, language) for brick in without_walls(plain.text, s))
    return Article(
        id=draft.id or text_id(draft.text),
        input=draft.input,
        text=draft.text,
        title=plain.title or _headline(plain.text, sentences),
        outlet=draft.outlet or outlet_of(draft.url),
        agency=agency_of(plain.text, sentences),
        url=draft.url,
        author=draft.author,
        language=language,
        published=date_of(plain, sentences),
        sentences=tuple(_moved(s, *text.back(s.start, s.end)) for s in sentences) if text.places else sentences,
    )


def _moved(sentence: Sentence, start: int, end: int) -> Sentence:
    return replace(sentence, start=start, end=end)


def text_id(text: str) -> str:
    """A short id that depends on nothing but the text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def language_in(tag: str | None) -> str | None:
    """The two- or three-letter code of a language tag ("en-GB", "pt_BR"); None where it is none."""
    found = _LANGUAGE.match(tag.strip().lower()) if tag else None
    return found[0] if found else None


def language_of(text: str) -> str:
    """The two-letter code of the text's language, English where it cannot be told."""
    sample = text[:_SAMPLE]
    if len(_ENGLISH.findall(sample)) > _ENGLISH_SHARE * (sample.count(" ") + 5):
        return "en"
    import py3langid  # lazily: its model takes a moment to load

    return str(py3langid.classify(sample)[0]) if any(c.isalpha() for c in sample) else "en"


def _headline(text: str, sentences: tuple[Sentence, ...]) -> str | None:
    """The headline that stands over the text; a cross-heading further down is none."""
    first = next((s for s in sentences if s.kind in (SentenceKind.HEADLINE, SentenceKind.NEWS)), None)
    return first.of(text) if first and first.kind is SentenceKind.HEADLINE else None
