"""What a question says is done, suffered or said, and a sentence tells of otherwise."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from bot.answers.matching import form, met, said, same_word, suffered, turned
from bot.answers.pairs import Candidate
from bot.answers.question import Question, suffered_by_any
from bot.answers.roles import deed_of, deed_of_counted, done_to, object_of, people_doing, speaker_of, suffered_of
from bot.answers.spans import text_of
from bot.answers.vetoes.named import spoken_of
from bot.model import ActorKind
from bot.prompts import lexicon
from bot.senses import classes_of
from bot.words import stem, tokens

_LEXICON = lexicon("questions")
_OF_DEEDS = ("person", "time", "place", "number", "money", "yesno", "reason")
_OF_ONE_DEED = ("yesno", "time", "reason", "place", "money", "number")
_PRONOUNS, _SUBJECTS = frozenset(_LEXICON["anaphora"]), frozenset(_LEXICON["subjects"])
_ACTING = (
    ActorKind.STATE, ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.MILITARY_UNIT,
)  # fmt: skip
# "Iran | later summoned" (but "marines sent to" were sent), "US | -led military invasion", "summoned by the | Iran".
_ACTS = re.compile(
    rf"(?:\s+(?:{'|'.join(_LEXICON['before_deeds'])}))*\s+([\w-]+)\b(?!\s+(?:{'|'.join(_LEXICON['prepositions'])})\b)"
)
_LED = re.compile(r"-led\s+((?:[\w-]+\s+)?[\w-]+)")
_BEFORE_DEEDS = frozenset(_LEXICON["before_deeds"])
_BY = re.compile(r"([\w-]+)\s+by\s+(?:the\s+)?$")
_SPEAKING = frozenset(_LEXICON["speech_cues"])
_WINNING = frozenset(_LEXICON["winning"])
_PARTS = frozenset(_LEXICON["parts_of_contests"])
_AHEAD = frozenset(_LEXICON["ahead"])
# "They bought", "In 1697 they bought": words in which a sentence says that it goes on about somebody.
_OPENING = 5
# The words of a question that is asked in a breath.
_FEW = 3
_WHOLES = frozenset(_LEXICON["whole_contests"])


def is_done_to_another(question: Question, candidate: Candidate) -> bool:
    """ "Who killed Orr?" is not answered by what was killed at Orr's funeral: Orr stands after the deed, or before "was
    killed". A sentence that has not both is about something else."""
    deed, whom = done_to(question)
    if not deed or not whom:
        return False
    words = tokens(candidate.text)
    places = [n for n, word in enumerate(words) if same_word(word, whom)]
    deeds = [n for n, word in enumerate(words) if stem(word) == deed]
    if not deeds or not places:
        return not places or not met(deed, said(candidate.text))
    return not any((place < at) == suffered(words, at) for at in deeds for place in places)


def is_done_by_another(question: Question, candidate: Candidate) -> bool:
    """ "Why did the US summon the envoy?" is not answered where Iran summons him, nor "When did Iran invade Iraq?" by "the US-led
    invasion"."""
    doer, deed, _ = deed_of(question)
    if not deed:
        return False
    words = tokens(candidate.text)
    goes_on = not _PRONOUNS.isdisjoint(words[:1]) or not _SUBJECTS.isdisjoint(words[:_OPENING])
    doers = _doers(deed, candidate) or {*words, *(tokens(candidate.beside) if goes_on else ())}
    return not spoken_of(doer, doers) and not any(same_word(one, other) for one in doer for other in doers)


def others_do_it(question: Question, candidate: Candidate) -> bool:
    """ "What weapons did the protesters use?" is not answered by what the guards used."""
    doers, deed = people_doing(question)
    words = [word for word in tokens(candidate.text) if word not in _BEFORE_DEEDS]
    acting = [one for one, other in pairwise(words) if doers and form(other) == form(deed) and classes_of(one)]
    return bool(acting) and not any(classes_of(one) & classes_of(doers) or same_word(one, doers) for one in acting)


def _doers(deed: str, candidate: Candidate) -> set[str]:
    """The words of the names that a sentence gives as the doers of a deed: before the verb, behind "by", in "US-led"."""
    start = candidate.quote.span.start
    found: set[str] = set()
    for actor in (actor for actor in candidate.actors if actor.kind in _ACTING):
        before, behind = candidate.text[: actor.start - start], candidate.text[actor.end - start :]
        acts, led, by = _ACTS.match(behind), _LED.match(behind), _BY.search(before)
        does = acts and form(acts[1].lower()) == form(deed)
        leads = led and met(deed, said(led[1]))
        if does or leads or (by and met(deed, said(by[1]))):
            found |= set(tokens(text_of(candidate, actor)))
    return found


def has_another_object(question: Question, candidate: Candidate) -> bool:
    """ "When did the US declare war?" is not answered by who declared victory."""
    _, deed, what = deed_of(question)
    there = said(candidate.text)
    return bool(what) and form(deed) in there.forms and not met(what, there)


def is_done_to_something_else(question: Question, candidate: Candidate) -> bool:
    """ "Who ordered the raid?" is not answered where no raid is spoken of, nor by who ordered boats after the attack: what is
    only like a raid stands behind the deed."""
    thing = object_of(question)
    if not thing:
        return False
    deed, _ = done_to(question)
    here = said(candidate.text)
    if deed not in here.stems:
        return not met(thing, said(f"{candidate.text} {candidate.title} {candidate.beside}"))
    behind = here.tokens[here.stems.index(deed) + 1 :]
    return met(thing, here) < 1 and not met(thing, said(" ".join(behind)))


def tells_of_nothing_to_come(question: Question, candidate: Candidate) -> bool:
    """ "When will the troops leave?" is not answered by what was done."""
    return "will" in tokens(question.text) and _AHEAD.isdisjoint(tokens(candidate.text))


def leaves_a_word_open(question: Question, candidate: Candidate) -> bool:
    """ "Did Orrland apologise?", "When will the boats come home?" is answered where all of it is spoken of: it has no other words
    to go by."""
    asked = question.asks == "yesno" or (question.asks == "time" and "will" in tokens(question.text))
    if not asked or len(question.words) > _FEW:
        return False
    here, around = said(candidate.text), said(f"{candidate.title} {candidate.beside}")
    return not all(met(word, here) or met(word, around) for word in question.words)


def gives_no_order(question: Question, candidate: Candidate) -> bool:
    """ "Who told them to leave?" is not answered by who left; "who ordered the raid?" not by who demanded something else."""
    deed, _ = done_to(question)
    enough = 0.0 if "to" in tokens(question.text) else 0.9
    return deed in _ordering() and met(deed, said(candidate.text)) <= enough


def tells_of_no_such_deed(question: Question, candidate: Candidate) -> bool:
    """ "Who won?" is answered where somebody wins, in this word or one of its kind."""
    there = said(candidate.text)
    deeds = (word for word in question.words if form(word) in _deeds() and word not in question.names)
    denied = question.asks == "yesno" and turned(said(question.text), there)
    return question.asks in _OF_DEEDS and not denied and any(not met(word, there) for word in deeds)


def tells_nothing_of_the_deed(question: Question, candidate: Candidate) -> bool:
    """ "When did Iran invade Iraq?", "Where was Orr born?", "How many senators abstained?" are not answered where nothing of the
    kind is spoken of, in whatever words: of such sentences one in four answered [SQuAD]. "How long" and "what" are answered in
    freer words."""
    done = deed_of(question)[1] if question.asks in _OF_ONE_DEED else ""
    deed = done or suffered_of(question) or deed_of_counted(question)
    return bool(deed) and not met(deed, said(f"{candidate.text} {candidate.title} {candidate.before}"))


def wins_a_part(question: Question, candidate: Candidate) -> bool:
    """ "Who won the race?" is not answered by who won a stage of it."""
    asked = set(tokens(question.text))
    if _WINNING.isdisjoint(asked) or not _PARTS.isdisjoint(asked):
        return False
    there = set(tokens(candidate.text))
    return not _PARTS.isdisjoint(there) and _WHOLES.isdisjoint(there)


def tells_of_other_harm(question: Question, candidate: Candidate) -> bool:
    """ "Was anyone hurt?" is answered by whom it counts among the hurt, or by "nobody": not by the dead of another attack."""
    states = suffered_by_any(question)
    return bool(states) and not any(figure.status in states for figure in candidate.figures)


def says_the_contrary(question: Question, candidate: Candidate) -> bool:
    """The question turns round what the sentence says: of such sentences one in nine answered [SQuAD, WikiQA]. Whether it is so,
    the contrary answers, too: "Is the border closed?" "It stays open"."""
    return question.asks != "yesno" and turned(said(question.text), said(candidate.text))


def reports_no_words(question: Question, candidate: Candidate) -> bool:
    """ "What did Orr say?" is answered by a sentence in which Orr speaks, and not somebody else of him."""
    if question.asks != "quotation":
        return False
    speaker = speaker_of(question)
    if speaker and (candidate.spoken or speaker[-1] not in question.names):
        return not any(all(met(word, said(spoken.who)) for word in speaker) for spoken in candidate.spoken)
    words = tokens(candidate.text)
    there = set(words) | (set(tokens(candidate.before)) if words[:1] and words[0] in _PRONOUNS else set())
    named = all(any(same_word(name[-1], word) for word in there) for name in question.called)
    return not question.called or not named or _SPEAKING.isdisjoint(words)


@cache
def _ordering() -> frozenset[str]:
    return frozenset(map(stem, lexicon("questions")["ordering"]))


@cache
def _deeds() -> frozenset[str]:
    return frozenset(map(form, _LEXICON["deeds"]))
