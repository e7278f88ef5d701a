"""What a question asks for and about: its answer's type, the words that carry it, the names that must be met."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile, takewhile

from bot.answers.answer_type import answer_type
from bot.inflection import base, is_irregular_plural
from bot.model import Lens
from bot.prompts import lenses, lexicon
from bot.senses import state_of
from bot.words import stem, stems, stopwords, tokens

_WORDS = lexicon("questions")
_NAME = re.compile(r"(?:[A-Z]\.){2,}|\b(?:al-)?[A-Z][\w’'-]*")
# Each is compared with every word of every candidate; a question of more is a text.
_MOST_WORDS = 40
# A letter that is part of a name: "Plan B", not "I" nor an initial.
_LETTER = re.compile(r"(?<=\w )[B-HJ-Z](?![\w.])")
# What stands between the words of one name.
_JOINED = re.compile(r"[\s:-]+(?:(?:of|the|de|la|bin|van|von)\s+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: `asks` is person, place, time, duration, number, money, quotation, reason, yesno, definition or any;
    `words` carry its meaning, `names` are the words of its names, `called` each name with all its words, `numbers` its numbers
    and years, `where` the last words of the names that it asks of as places ("in Quill")."""

    text: str
    asks: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    counted: str | None
    whose: str | None = None
    lenses: frozenset[str] = frozenset()
    called: tuple[tuple[str, ...], ...] = ()
    where: frozenset[str] = frozenset()


# "What did | the Swiss envoy | say".
_SPEAKER = re.compile(rf"\bwhat (?:did|does|do|has|have) (.+?) (?:{'|'.join(_WORDS['saying'])})\b", re.IGNORECASE)
# "Who is | the harbour master of Quill", "who was Quill's | harbour master".
_HOLDER = re.compile(r"\s*who (?:is|was|are|were) (?:the|[\w ]+['’]s) (.+)", re.IGNORECASE)
_ANYBODY = re.compile(r"\bany(?:one|body)\b", re.IGNORECASE)

# "How many piston strokes | occur in a cycle": up to the next comma.
_COUNTED = re.compile(r"\bhow (?:many|much)\s+([^,;:?]+)", re.IGNORECASE)


def read_question(text: str) -> Question:
    """The question in `text`, with or without its question mark."""
    asks = answer_type(text)
    words = content_words(text)
    counted, whose = counted_in(text) if asks == "number" else (None, None)
    numbers = tuple(dict.fromkeys(word for word in tokens(text) if word[0].isdigit()))
    called = called_in(text)
    lenses = lenses_in([one for one in map(stem, words) if one != counted or one in _whoever()])
    if counted in _whoever() and list(_of_states(lenses)):
        counted = None
    return Question(text, asks, words, names_in(text), numbers, counted, whose, lenses, called, where_in(text, called))


def done_to(question: Question) -> tuple[str, str]:
    """The stem of what "Who killed General Orr?" asks the doer of, and the last word of the name it was done to; of other
    questions nothing."""
    words = tokens(question.text)
    if question.asks != "person" or len(words) < 3 or words[0] != "who" or words[1] not in question.words:
        return "", ""
    objects = words[2:3] if words[2] in stopwords() else words[2:4]
    return stem(words[1]), next((name[-1] for name in question.called if name[0] in objects), "")


def object_of(question: Question) -> str:
    """What "Who attacked the Saudi embassy?" asks the doer of a deed to: the last word of what stands behind the verb, where this
    is no name; of other questions nothing."""
    words = tokens(question.text)
    doing = question.asks == "person" and len(words) > 2 and words[0] == "who" and words[1] in question.words
    head = noun_behind(words[2:]) if doing else ""
    return head if head in question.words and head not in question.names else ""


def deed_of(question: Question) -> tuple[tuple[str, ...], str, str]:
    """Who is asked to have done what in "When did the US declare war?": its name ("us"), declare, and what it did, war, where
    that is one word behind the verb and no name. Of questions that name no doer, nothing."""
    words = tokens(question.text) if question.asks != "quotation" else []
    for n in (n for n, word in enumerate(words) if word in _WORDS["doing"]):
        at = n + 1 + (words[n + 1 : n + 2] == ["the"])
        doer = next((name for name in question.called if tuple(words[at : at + len(name)]) == name), ())
        deed, *behind = list(dropwhile(_stands_before_deeds, words[at + len(doer) :])) or [""]
        owns = doer and re.search(rf"\b{re.escape(doer[-1])}['’]", question.text, re.IGNORECASE)
        if doer and not owns and _is_deed(deed, question):
            what = noun_behind(behind)
            return doer, deed, what if behind[:1] == [what] and what not in question.names else ""
    return (), "", ""


def suffered_of(question: Question) -> str:
    """What is asked to have been done to somebody in "Where was Ann Orr born?", "What was stolen?": born, stolen; of others
    nothing."""
    words = tokens(question.text)
    if (
        words[:1] in (["who"], ["what"])
        and not set(_WORDS["was"]).isdisjoint(words[1:2])
        and _is_done("".join(words[2:3]))
    ):
        return words[2]
    for n in (n for n, word in enumerate(words) if word in _WORDS["was"]):
        whom = next((name for name in question.called if tuple(words[n + 1 : n + 1 + len(name)]) == name), ())
        deed = next(dropwhile(_stands_before_deeds, words[n + 1 + len(whom) :]), "")
        if whom and _is_deed(deed, question) and _is_done(deed):
            return deed
    return ""


def deed_of_counted(question: Question) -> str:
    """What "How many senators abstained?" counts those who did it: abstained. Of other questions, and of deeds that a lens
    knows, nothing."""
    words = tokens(question.text) if question.counted else []
    behind = words[next((n for n, word in enumerate(words) if stem(word) == question.counted), len(words)) + 1 :]
    suffered = not set(_WORDS["was"]).isdisjoint(behind[:1])
    deed = next(iter(behind[suffered:]), "")
    known = stem(deed) in lens_words(question.lenses) or (suffered and not _is_done(deed))
    return deed if _is_deed(deed, question) and not known else ""


def _is_done(word: str) -> bool:
    """Whether a word can be what is done to somebody: "injured", "stolen"."""
    done = word.endswith("ed") or (base(word) != word and not is_irregular_plural(word))
    return done and word not in _WORDS["said_of_places"]


def _is_deed(word: str, question: Question) -> bool:
    """Whether a word of a question, behind a name, can be a verb: it carries meaning, and is no plural nor part of a name."""
    carries = word in question.words and word not in _WORDS["doing"] and word not in question.names
    return carries and not _is_plural(word)


def _stands_before_deeds(word: str) -> bool:
    """Whether a word may part who does it from the deed: "later", or the number of a name."""
    return word in _WORDS["before_deeds"] or word[0].isdigit()


def speaker_of(question: Question) -> tuple[str, ...]:
    """Who is asked to have spoken in "What did the Swiss envoy say?": the names and the last word of it, swiss and envoy; of
    other questions nothing."""
    found = _SPEAKER.search(question.text)
    words = noun_phrase(tokens(found[1])) if found else []
    return tuple(word for word in words if word in (*question.names[-1:], words[-1]) or state_of(word))


def office_of(question: Question) -> tuple[str, ...]:
    """The office that "Who is the harbour master of Quill?", "Who is Quill's harbour master?" ask the holder of: harbour, master;
    of other questions nothing."""
    found = _HOLDER.match(question.text)
    office = noun_phrase(tokens(found[1])) if found else []
    return tuple(office) if office and office[-1] in question.words else ()


def bearer_of_name(question: Question) -> str:
    """Whose name is asked for in "What is the name of the dead captain?": captain; of other questions nothing."""
    words = tokens(question.text)
    at = next((n for n in range(len(words)) if words[n] in ("name", "names") and words[n + 1 : n + 2] == ["of"]), None)
    return noun_behind(words[at + 2 :]) if at is not None else ""


def noun_behind(words: Sequence[str]) -> str:
    """The last word of the noun phrase that words begin with, or nothing."""
    return next(reversed(noun_phrase(words)), "")


def noun_phrase(words: Sequence[str]) -> list[str]:
    """The telling words of the noun phrase that words begin with."""
    phrase = takewhile(lambda word: word not in _behind_counted() and word not in _WORDS["behind_nouns"], words)
    return [word for word in phrase if word not in stopwords()]


def content_words(text: str) -> tuple[str, ...]:
    """The words of a question that carry its meaning, each stem once, in order."""
    once: dict[str, str] = {}
    for word in tokens(text):
        if word in _WORDS["orders"] or (word not in stopwords() and stem(word) not in _frame()):
            once.setdefault(stem(word), word)
    return tuple(once.values())[:_MOST_WORDS]


def names_in(text: str) -> tuple[str, ...]:
    """The capitalised words of a question that name something, without the word it opens with; lower case."""
    opening = len(text) - len(text.lstrip())
    found = (m for m in _NAME.finditer(text) if m.start() > opening)
    words = ((word, m.start()) for m in found for word in tokens(m[0]))
    named = (word for word, at in words if len(word) > 1 or _LETTER.match(text, at))
    return tuple(dict.fromkeys(word for word in named if word not in _not_names()))


def called_in(text: str) -> tuple[tuple[str, ...], ...]:
    """The names of a question, each with all its words: "Legend of Zelda" is one, "Iran's Rouhani" are two."""
    called: list[tuple[str, ...]] = []
    end, names = -1, frozenset(names_in(text))
    for found in _NAME.finditer(text):
        words = tuple(word for word in tokens(found[0]) if word in names)
        if not words:
            continue
        if called and end >= 0 and _JOINED.fullmatch(text[end : found.start()]):
            called[-1] += words
        else:
            called.append(words)
        end = -1 if found[0].endswith(("'s", "’s")) else found.end()
    return tuple(called)


def where_in(text: str, called: Sequence[Sequence[str]]) -> frozenset[str]:
    """The last words of the names that a question asks of as places: "troops in Iran", "sent to Kuwait"."""
    words = tokens(text)
    behind = {words[n + 1] for n in range(len(words) - 1) if words[n] in _WORDS["places_asked_of"]}
    behind |= {
        words[n + 2] for n in range(len(words) - 2) if words[n] in _WORDS["places_asked_of"] and words[n + 1] == "the"
    }
    return frozenset(name[-1] for name in called if name[0] in behind)


def counted_in(text: str) -> tuple[str | None, str | None]:
    """What "how many" counts and whose it is: "how many British troops are …" gives the stem of troops, United Kingdom; of
    "how many refugees fled" the last plural is counted, whatever verb stands behind it."""
    found = _COUNTED.search(text)
    words = tokens(found[1]) if found else []
    phrase = list(takewhile(lambda word: word not in _behind_counted() and word not in _WORDS["determiners"], words))
    counted = next((word for word in reversed(phrase) if _is_plural(word)), phrase[-1] if phrase else None)
    owner = next((state for word in phrase if word != counted and (state := state_of(word))), None)
    return (stem(counted) if counted else None), owner


def _is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun: "strokes", "women"; but not "business" nor "burned", nor a state."""
    many = is_irregular_plural(word) or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    return many and word not in _behind_counted() and not state_of(word)


def lenses_in(words: Sequence[str]) -> frozenset[str]:
    """The lenses whose verbs the question has: "sent" asks for forces, "killed" for casualties."""
    meant = {name for name, verbs in _verbs().items() if verbs.intersection(words)}
    left = {other for name in meant for other in lenses()[name].leaves_to if other in meant}
    return frozenset(left or meant)


def doing(question: Question) -> frozenset[str]:
    """The states of those who do what "who stormed the mill" asks about: attacked. Of other questions, nothing."""
    deed, _ = done_to(question)
    return _doers().get(deed, frozenset())


def suffered_by_any(question: Question) -> frozenset[str]:
    """The states of which "was anyone hurt" and "how many were hurt" ask, of whomever: wounded, and harmed, which covers it.
    Of questions that name who is meant, nothing."""
    whomever = _ANYBODY.search(question.text) or (question.asks == "number" and question.counted is None)
    return states_asked(question) if whomever else frozenset()


@lru_cache(maxsize=1024)
def states_asked(question: Question) -> frozenset[str]:
    """The states that a question asks who suffered: of "how many guards were hurt" wounded, and harmed, which covers it."""
    asked = {stem(word) for word in question.words}
    states = {
        state
        for lens in _of_states(question.lenses)
        for state, phrases in lens.states.items()
        if any(asked.intersection(stems(phrase)) for phrase in phrases)
    }
    covering = {state for lens in _of_states(question.lenses) for state, of in lens.covers.items() if states & set(of)}
    return frozenset(states | covering)


@cache
def _whoever() -> frozenset[str]:
    """The stems of words that count whoever it is: "how many people were killed" asks of fighters and of bakers."""
    return frozenset(map(stem, _WORDS["whoever"]))


def _of_states(names: frozenset[str]) -> list[Lens]:
    return [lens for name, lens in lenses().items() if name in names and lens.needs_state]


@cache
def lens_words(names: frozenset[str]) -> frozenset[str]:
    """The stems of the verbs of these lenses."""
    return frozenset(word for name in names for word in _verbs()[name])


@cache
def _doers() -> Mapping[str, frozenset[str]]:
    """The states by the verbs whose subject is counted: "… storm"."""
    found: dict[str, frozenset[str]] = {}
    for lens in lenses().values():
        for state, phrases in lens.states.items():
            for verb in (stems(phrase)[0] for phrase in phrases if phrase.startswith("…") and stems(phrase)):
                found[verb] = found.get(verb, frozenset()) | {state}
    return found


@cache
def people() -> frozenset[str]:
    """The stems of what people are called: soldiers, officials, leaders."""
    return frozenset(stem(word) for lens in lenses().values() if lens.needs_state for word in lens.counts)


@cache
def _verbs() -> Mapping[str, frozenset[str]]:
    """The stems of the words by which each lens knows its states."""
    phrases = {name: [p for several in lens.states.values() for p in several] for name, lens in lenses().items()}
    return {name: frozenset(s for phrase in several for s in stems(phrase)) for name, several in phrases.items()}


@cache
def _behind_counted() -> frozenset[str]:
    """The words before which a counted noun ends."""
    return frozenset(_WORDS["verbs_after_count"]) | frozenset(_WORDS["prepositions"]) | frozenset(_WORDS["speech_cues"])


@cache
def _frame() -> frozenset[str]:
    """The stems that belong to asking and not to what is asked."""
    return frozenset(stem(word) for word in _WORDS["frame"])


@cache
def _not_names() -> frozenset[str]:
    ranks = {word.strip(".").lower() for word in lexicon("names")["person"]["ranks"].split()}
    return frozenset(_WORDS["frame"]) | frozenset(_WORDS["not_names"]) | ranks
