"""Pieces -> kinds. The ordered `RULES` are the algorithm: the first that answers decides, and its name is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bot.facts.actors.lexicons import Role, lists
from bot.facts.actors.pieces import Piece
from bot.model import ActorKind

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\Z|First\Z|Second\Z|Third\Z|Fourth\Z|Fifth\Z|Sixth\Z|Seventh\Z|Tenth\Z")
_AGED = re.compile(r",? \(?(?:aged )?\d\d[,)]")
_BEHIND = re.compile(r"[ ,]*(\w+(?: \w+)?)")
_ARABIC = re.compile(r"(?:al|el|ash|as|ad|bin|ibn|ul|ur)-|(?:Mc|O['’]|Mac[A-Z])")
_PAREN_STATE = re.compile(r", ((?:[A-Z][\w.]+)(?: [A-Z][\w.]+)?)")


@dataclass
class Seen:
    """A piece in its text; what stands around it is worked out when a rule asks."""

    text: str
    piece: Piece

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the piece."""
        return self.piece.words

    @property
    def last(self) -> str:
        """The last of them."""
        return self.words[-1]

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The up to three words right before it, when nothing but spaces stands between."""
        return tuple(
            re.findall(
                r"[\w'’-]+", re.split(r"[^\w'’\- ]", self.text[max(0, self.piece.start - 40) : self.piece.start])[-1]
            )[-3:]
        )

    @cached_property
    def after(self) -> str:
        """The 40 characters behind it."""
        return self.text[self.piece.end : self.piece.end + 40]

    @cached_property
    def next_words(self) -> tuple[str, str]:
        """The next word and the next two, spaces and commas aside."""
        found = _BEHIND.match(self.after)
        both = found[1] if found else ""
        return both.split(" ")[0], both


Verdict = ActorKind | None
NOBODY = "nobody"


def nobody(seen: Seen) -> Verdict | str:
    """Days, peoples, events, laws, types of helicopter: capitalised, but no actor."""
    known = seen.piece.entry
    if known is not None and known.role is not Role.KNOWN and not (known.role is Role.TITLE and seen.piece.titled):
        return NOBODY
    if seen.last in lists().events or (len(seen.words) == 1 and seen.next_words[0] in lists().makes):
        return NOBODY
    if len(seen.words) == 1 and seen.last in lists().generic:
        return NOBODY
    if len(seen.words) == 1 and (len(seen.last) < 2 or seen.last in lists().no_acronyms or seen.last[0].isdigit()):
        return NOBODY
    return None


def listed(seen: Seen) -> Verdict:
    """The lists name it."""
    entry = seen.piece.entry
    return (
        entry.kind
        if entry is not None and entry.role is Role.KNOWN and not (seen.piece.titled and entry.kind is ActorKind.PLACE)
        else None
    )


def numbered_unit(seen: Seen) -> Verdict:
    """82nd Airborne, Second Infantry Division."""
    head = any(word in lists().unit_heads for word in seen.words[1:])
    spelled = not seen.words[0][0].isdigit() and len(seen.words) < 3  # "First Division" is a league
    return ActorKind.MILITARY_UNIT if _ORDINAL.match(seen.words[0]) and head and not spelled else None


def armed_word(seen: Seen) -> Verdict:
    """A word that only armed groups carry, or "militia" right behind the name."""
    one, two = seen.next_words
    follows = (
        seen.after[:1] == " " and (one in lists().armed_after or two in lists().armed_after) and not seen.piece.titled
    )
    return ActorKind.ARMED_GROUP if follows or any(word in lists().armed for word in seen.words) else None


def named_unit(seen: Seen) -> Verdict:
    """Rapid Reaction Force, Cedar Regiment; but the Air Force and the Peace Corps are services."""
    whole = len(seen.words) > 1 and seen.last in lists().unit_ends and not seen.piece.titled
    return ActorKind.MILITARY_UNIT if whole and seen.words[-2] not in lists().services else None


def organisation_head(seen: Seen) -> Verdict:
    """The last word, or the one before "of", is what organisations are called."""
    if seen.piece.titled and len(seen.words) < 3:
        return None
    if (
        len(seen.words) > 1
        and (seen.last in lists().org_heads or seen.last in lists().forces)
        and not _begins_given(seen)
    ):
        return ActorKind.ORGANISATION
    if len(seen.words) > 1 and seen.words[0] in lists().org_openers:
        return ActorKind.ORGANISATION
    heads = {word for word, after in zip(seen.words, seen.words[1:], strict=False) if after in ("of", "for")}
    return ActorKind.ORGANISATION if heads & lists().org_heads or "&" in seen.words else None


def lone_head(seen: Seen) -> Verdict:
    """ "the Senate", "the Army": a head that stands alone inside a sentence."""
    if (
        len(seen.words) == 1
        and not seen.piece.initial
        and seen.last in lists().org_heads
        and " ".join(seen.before[-1:]).lower() == "the"
    ):
        return ActorKind.ORGANISATION
    return None


def place_word(seen: Seen) -> Verdict:
    """Tigris River, Lake Urmia, Diyala province, Fort Bragg."""
    if (
        len(seen.words) > 1
        and not seen.piece.titled
        and (seen.last in lists().place_heads or seen.words[0] in lists().place_openers or "of" in seen.words)
    ):
        return ActorKind.PLACE
    one, two = seen.next_words
    follows = seen.after[:1] == " " and (one in lists().place_after or two in lists().place_after)
    return ActorKind.PLACE if follows and not seen.piece.titled else None


def titled(seen: Seen) -> Verdict:
    """A rank, title or office stands before it."""
    return ActorKind.PERSON if seen.piece.titled else None


def given_name(seen: Seen) -> Verdict:
    """It begins with a given name or an initial and goes on."""
    return ActorKind.PERSON if len(seen.words) > 1 and _begins_given(seen) else None


def lone_given(seen: Seen) -> Verdict:
    """A single word that can only be a given name."""
    return ActorKind.PERSON if seen.last in lists().given else None


def followed_by_state(seen: Seen) -> Verdict:
    """Kenosha, Wisconsin: the place around it follows."""
    match = _PAREN_STATE.match(seen.after)
    if not match or len(seen.words) > 3:
        return None
    names = [match[1], match[1].split(" ")[0]]
    entries = [lists().phrases.get(name) for name in names]
    inside = any(e is not None and e.kind in (ActorKind.STATE, ActorKind.PLACE) for e in entries) or any(
        n in lists().postal for n in names
    )
    return ActorKind.PLACE if inside and seen.before[-1:] and seen.before[-1] in lists().place_before else None


def office_before(seen: Seen) -> Verdict:
    """spokesman Reza Karimi, striker Karimi."""
    return ActorKind.PERSON if seen.before and seen.before[-1] in lists().lower_offices else None


def aged_or_speaking(seen: Seen) -> Verdict:
    """Karimi, 45, ... ; "..." said Reza Karimi; Karimi said."""
    speaks = seen.before[-1:] and seen.before[-1] in ("said", "says", "added", "asked", "replied", "wrote")
    shape = len(seen.words) <= 4 and not seen.last.isupper()
    return ActorKind.PERSON if shape and (_AGED.match(seen.after) or speaks) else None


def person_shape(seen: Seen) -> Verdict:
    """al-, bin, van, Mc, O', Jr."""
    parts = set(seen.words) & (lists().particles - {"of", "y", "e", "la", "el"})
    shaped = any(_ARABIC.match(word) for word in seen.words) or seen.last in lists().suffixes
    return ActorKind.PERSON if len(seen.words) > 1 and (shaped or parts) else None


def place_before(seen: Seen) -> Verdict:
    """in Qalat, near Qalat, northern Qalat, the city of Qalat."""
    if not seen.before or len(seen.words) > 3 or seen.last.isupper():
        return None
    near = {seen.before[-1], " ".join(seen.before[-2:])}
    return ActorKind.PLACE if near & lists().place_before else None


def acronym(seen: Seen) -> Verdict:
    """SDF, PKK: letters that nobody explained."""
    letters = seen.last.replace(".", "").replace("&", "")
    short = len(seen.words) == 1 and 2 <= len(letters) <= 6 and letters.isupper()
    return ActorKind.ORGANISATION if short or (len(seen.words) == 1 and sum(c.isupper() for c in letters) > 2) else None


def opens_known(seen: Seen) -> Verdict:
    """London Heathrow is a place, Kenya Western a firm: a known name opens it, and nobody bears it."""
    entry, last = lists().phrases.get(seen.words[0]), lists().phrases.get(seen.last)
    if len(seen.words) < 2 or entry is None or entry.role is not Role.KNOWN:
        return None
    return ActorKind.PLACE if last is not None and last.kind is ActorKind.PLACE else ActorKind.ORGANISATION


def two_or_three_words(seen: Seen) -> Verdict:
    """Two or three unknown words are a person more often than anything else in news."""
    whole = all(word[0].isupper() and not word.isupper() for word in seen.words)
    return ActorKind.PERSON if whole and 2 <= len(seen.words) <= 3 else None


def unknown(seen: Seen) -> Verdict:
    """Nothing speaks for a kind."""
    return ActorKind.ORGANISATION


def _begins_given(seen: Seen) -> bool:
    first, sets = seen.words[0], lists()
    heads = seen.last in sets.org_heads or seen.last in sets.place_heads
    if len(seen.words) > 1 and heads and seen.last not in sets.surnames:
        return False
    return (
        first in lists().given or (len(first) in (2, 4) and first.endswith(".")) or first.split("-")[0] in lists().given
    )


Rule = Callable[[Seen], "ActorKind | str | None"]
RULES: tuple[Rule, ...] = (
    nobody,
    listed,
    numbered_unit,
    armed_word,
    titled,
    named_unit,
    organisation_head,
    lone_head,
    given_name,
    place_word,
    followed_by_state,
    office_before,
    aged_or_speaking,
    person_shape,
    lone_given,
    place_before,
    acronym,
    opens_known,
    two_or_three_words,
    unknown,
)
WEAK = frozenset({"opens_known", "lone_given", "place_before", "acronym", "two_or_three_words", "unknown", "lone_head"})


def kind_of(text: str, piece: Piece) -> tuple[ActorKind, str] | None:
    """The kind of a piece and the rule that decided; None when it is nobody."""
    seen = Seen(text, piece)
    for rule in RULES:
        verdict = rule(seen)
        if isinstance(verdict, ActorKind):
            return verdict, rule.__name__
        if verdict is NOBODY:
            return None
    raise AssertionError("the last rule always answers")  # pragma: no cover
