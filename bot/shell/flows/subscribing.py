"""Subscribing: what a place has is gathered, the words say what changes, the store keeps it, and a reply shows it.

Everything runs on the store of people, in its thread; who may do it has been asked before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from babel.dates import get_day_names

from bot.answers.wording import Wording
from bot.delivery import zones
from bot.delivery.schedule import local_day, next_slot
from bot.delivery.subscription import Length, Place, State, Subscription
from bot.delivery.wishes import Wish, applied, resumed
from bot.delivery.words import is_off, pause_of, wish_of
from bot.model import Button, Message, Reply, Request
from bot.prompts import lexicon
from bot.shell.store.people import PeopleStore
from bot.topics import topic_of

_OFFERED_TIMES = (360, 390, 420, 450, 480, 510, 540, 720, 780, 1020, 1080, 1140, 1200, 1260, 1320)
_OFFERED_QUIET, _OFFERED_LATE = ("22-7", "23-6", "20-8"), (30, 60, 180, 720, 1440)
_OFFERED_ALERTS = (1, 3, 5, 10)
_OFFERED_PAUSES = ("1 day", "3 days", "1 week", "2 weeks")
_IN_A_ROW = 5
_WITH_WISHES = frozenset({"subscribe", "settings"})


@dataclass(frozen=True, slots=True)
class Visit:
    """One request at the counter: for which place, and in which words. `of` names the place where it is another chat's;
    `city` is the first city that the words may name, with its zone, looked up beforehand."""

    store: PeopleStore
    wording: Wording
    request: Request
    place: Place
    now: dt.datetime
    of: str = ""
    city: tuple[str, str] | None = None

    @property
    def subscription(self) -> Subscription | None:
        """What the place has."""
        return self.store.subscriptions.of(self.place)

    @property
    def wish(self) -> Wish:
        """What the words wish for; a city alone is where they are, if nothing else says where."""
        wish, (city, zone) = wish_of(self.words), self.city or (None, None)
        if wish.place:
            return replace(wish, zone=zone)
        if city is None or wish.zone or (self.subscription and self.subscription.zone):
            return wish
        return replace(wish, zone=zone, words=tuple(words for words in wish.words if words != city))

    @property
    def words(self) -> str:
        """What was typed behind the command, without the name of the place."""
        return self.request.topic.removeprefix(self.of).strip()

    def button(self, name: str, words: str, view: str | None = None, title: str = "") -> Button:
        """A button of /settings that says words."""
        request = Request("settings", f"{self.of} {words}".strip(), view=view)
        return self.wording.button(name, request, edits=True, title=title)

    def say(self, outcome: str, buttons: Sequence[Sequence[Button]] = (), **values: object) -> Reply:
        """One of the short replies."""
        html = self.wording.render("delivery/outcome", outcome=outcome, of=self.of, values=values)
        return Reply("help", (Message(html, tuple(map(tuple, buttons))),))


def subscribe(call: Visit) -> Reply:
    """A new subscription, or the one there is with what the words change; wanted from now on."""
    if call.words.lower() in lexicon("subscribing")["stop"]:
        return stop(call)
    before = call.subscription or Subscription(call.place, call.now)
    wish = call.wish.about_words
    if wish.refused:
        return _refused(call, wish)
    after = applied(wish, before, call.now)
    if before.id is None or before.state is not State.ON or before.paused:
        after = resumed(after, call.now)
    after = call.store.subscriptions.save(after)
    call.store.shown.mute(call.place.chat, off=True)
    return _show(call, after, wish, before.topics)


def settings(call: Visit) -> Reply:
    """What there is, and the buttons that change it; words change it, too."""
    if call.subscription is None:
        return call.say("none", [[call.wording.button("subscribe", Request("subscribe", call.of))]])
    if call.words.lower() in lexicon("subscribing")["stop"]:
        return stop(call)
    if call.words.lower() in lexicon("subscribing")["resume"]:
        return _show(call, call.store.subscriptions.save(resumed(call.subscription, call.now)))
    if call.words.startswith("pause"):
        return pause(replace(call, request=replace(call.request, topic=call.words.removeprefix("pause"))))
    wish = call.wish
    if wish.refused or wish.words:
        return _refused(call, wish)
    before = call.subscription
    after = applied(wish, before, call.now)
    if after != before:
        after = call.store.subscriptions.save(after)
    return _show(call, after, wish, before.topics)


def unsubscribe(call: Visit) -> Reply:
    """Nothing comes any more, and what was set is forgotten."""
    there = call.subscription is not None
    with call.store.db.atomic():
        call.store.subscriptions.remove(call.place)
        call.store.outbox.cancel(call.place.chat, call.place.thread, "cancelled", call.now)
    return call.say("unsubscribed" if there else "none", _again(call))


def stop(call: Visit) -> Reply:
    """Nothing comes any more from this moment, in none of the chat's topics; what was set is kept."""
    with call.store.db.atomic():
        for one in call.store.subscriptions.of_chat(call.place.chat):
            call.store.subscriptions.save(replace(one, state=State.STOPPED))
        call.store.outbox.cancel(call.place.chat, None, "cancelled", call.now)
        call.store.shown.mute(call.place.chat)
    return call.say("stopped", _again(call))


def pause(call: Visit) -> Reply:
    """Nothing comes for a while."""
    one = call.subscription
    if one is None:
        return call.say("none", _again(call))
    if is_off(call.words):
        return _show(call, call.store.subscriptions.save(resumed(one, call.now)))
    until = pause_of(call.words, call.now, one.clock)
    if until is None or until <= call.now:
        return call.say("pause", [[call.button("choice", f"pause {span}", title=span) for span in _OFFERED_PAUSES]])
    with call.store.db.atomic():
        one = call.store.subscriptions.save(replace(one, paused=until))
        call.store.outbox.cancel(call.place.chat, call.place.thread, "cancelled", call.now)
    return _show(call, one)


def corrections(call: Visit) -> Reply:
    """Whether the chat is told when a sentence that it was shown changes: by itself yes, by "off" not."""
    off = is_off(call.words)
    call.store.shown.mute(call.place.chat, off=not off)
    buttons = [] if off else [[call.wording.button("corrections_off", Request("corrections", "off"), edits=True)]]
    return call.say("uncorrected" if off else "corrected", buttons)


def forget(call: Visit) -> Reply:
    """Everything that is kept of the chat, gone; asked for twice."""
    if not forgets(call):
        button = call.wording.button("forget", Request("forget", f"{call.of} yes".strip()), edits=True)
        return call.say("forget", [[button]])
    call.store.forget(call.place.chat)
    return call.say("forgotten")


def forgets(call: Visit) -> bool:
    """Whether all that is kept of the chat is to go."""
    return call.request.command == "forget" and call.words == "yes"


def privacy(call: Visit) -> Reply:
    """What is kept of people, and how to have it deleted."""
    return call.say("privacy")


def zone_set(call: Visit, zone: str | None) -> Reply:
    """The zone of a place that was sent as a location, or said."""
    one = call.subscription
    if one is None or zone is None:
        return call.say("none" if one is None else "no_zone_there", _again(call) if one is None else ())
    return _show(call, call.store.subscriptions.save(replace(one, zone=zone, since=call.now)))


def _again(call: Visit) -> list[list[Button]]:
    return [[call.wording.button("subscribe", Request("subscribe", call.of))]]


# ------------------------------------------------------------------ showing


def _show(call: Visit, one: Subscription, wish: Wish = Wish(), had: Sequence[str] = ()) -> Reply:  # noqa: B008  # frozen
    """The subscription in words, with the buttons of the view that is open; `had` are its topics before."""
    view = VIEWS.get(call.request.view or "", _main) if one.zone else _zone_view
    html = call.wording.render(
        "delivery/settings",
        one=one,
        of=call.of,
        topics=[topic_of(text) for text in one.topics],
        day_names=[_day_name(day, "wide") for day in sorted(one.days)],
        city=zones.title(one.zone) if one.zone else None,
        next=next_slot(one, call.now),
        unknown=wish.place if wish.place and not wish.zone else None,
        guessed=_guessed(call, wish),
        instead=[topic_of(text) for text in had if text not in one.topics] if wish.topics is not None else [],
        view=call.request.view,
        paused=local_day(one.paused, one.clock) if one.paused and one.paused > call.now else None,
    )
    return Reply("help", (Message(html, tuple(map(tuple, view(call, one)))),))


def _guessed(call: Visit, wish: Wish) -> tuple[str, str] | None:
    """A city alone, and what it was taken for: where they are ("zone"), or what they follow ("topic")."""
    city = call.city[0] if call.city and not wish.place else ""
    return (city, "topic" if city in (wish.topics or ()) else "zone") if city else None


def _refused(call: Visit, wish: Wish) -> Reply:
    """What was not understood, and what could be written; nothing has changed."""
    refused = [*wish.refused, *(("words", words) for words in wish.words)]
    html = call.wording.render("delivery/refused", of=call.of, command=call.request.command, refused=refused)
    return Reply("help", (Message(html),))


def located(request: Request) -> tuple[str, str] | None:
    """The first city that the words behind /subscribe or /settings may name, with its zone. It takes half a second."""
    wish = wish_of(request.topic) if request.command in _WITH_WISHES else Wish()
    if wish.place:
        zone = zones.by_name(wish.place)
        return (wish.place, zone) if zone else None
    return next(((words, zone) for words in wish.words if (zone := zones.by_city(words))), None)


def which_zone(call: Visit, found: Sequence[str]) -> Reply:
    """The zones that may be meant, to choose from."""
    buttons = [call.button("choice", zone, title=zones.title(zone)) for zone in found]
    return call.say("which_zone" if found else "no_zone_there", list(_rows(buttons, 3)))


Rows = Sequence[Sequence[Button]]


def _main(call: Visit, one: Subscription) -> Rows:
    short, loud = one.length is Length.SHORT, not one.silent
    state = call.button("resume", "resume") if _idle(one, call.now) else call.button("pause", "", "pause")
    return [
        [call.button("times", "", "times"), call.button("days", "", "days"), call.button("zone", "", "zone")],
        [
            call.wording.button("topics", Request("topics", call.of)),
            call.button("full" if short else "short", "full" if short else "short"),
            call.button("silent" if loud else "loud", "silent" if loud else "loud"),
        ],
        [call.button("quiet", "", "quiet"), call.button("late", "", "late"), state],
        [
            call.button("alerts", "", "alerts"),
            call.button("tell" if one.skips else "skip", f"{'tell' if one.skips else 'skip'} quiet days"),
        ],
        [call.wording.button("unsubscribe", Request("unsubscribe", call.of), edits=True)],
    ]


def _times_view(call: Visit, one: Subscription) -> Rows:
    offered = sorted({*_OFFERED_TIMES, *one.minutes})
    buttons = [_toggle(call, hour(minute), hour(minute), "times", on=minute in one.minutes) for minute in offered]
    return [*_rows(buttons, _IN_A_ROW), _back(call)]


def _days_view(call: Visit, one: Subscription) -> Rows:
    names = {day: _day_name(day, "abbreviated") for day in range(1, 8)}
    buttons = [_toggle(call, name, _day_word(day), "days", on=day in one.days) for day, name in names.items()]
    return [*_rows(buttons, 4), _back(call)]


def _zone_view(call: Visit, one: Subscription) -> Rows:
    return [_back(call)] if one.zone else []


def _alerts_view(call: Visit, one: Subscription) -> Rows:
    buttons = [
        call.button("chosen" if number == one.alerts else "choice", f"alerts {number}", "alerts", title=str(number))
        for number in _OFFERED_ALERTS
    ]
    return [[*buttons, call.button("off", "alerts off", "alerts")], _back(call)]


def _quiet_view(call: Visit, one: Subscription) -> Rows:
    buttons = [call.button("choice", f"quiet {span}", "quiet", title=span) for span in _OFFERED_QUIET]
    return [buttons, [call.button("off", "quiet off", "quiet")], _back(call)]


def _late_view(call: Visit, one: Subscription) -> Rows:
    buttons = [
        call.button("choice", f"late {minutes}m", "late", title=hour(minutes, long=True)) for minutes in _OFFERED_LATE
    ]
    return [buttons, _back(call)]


def _pause_view(call: Visit, one: Subscription) -> Rows:
    return [[call.button("choice", f"pause {span}", title=span) for span in _OFFERED_PAUSES], _back(call)]


VIEWS: Mapping[str, Callable[[Visit, Subscription], Rows]] = {
    "times": _times_view,
    "days": _days_view,
    "zone": _zone_view,
    "alerts": _alerts_view,
    "quiet": _quiet_view,
    "late": _late_view,
    "pause": _pause_view,
}


def _toggle(call: Visit, title: str, word: str, view: str, *, on: bool) -> Button:
    return call.button("chosen" if on else "choice", f"{'-' if on else '+'}{word}", view, title=title)


def _back(call: Visit) -> list[Button]:
    return [call.button("settings", "")]


def _rows(buttons: Sequence[Button], width: int) -> Iterator[Sequence[Button]]:
    for n in range(0, len(buttons), width):
        yield buttons[n : n + width]


def _idle(one: Subscription, now: dt.datetime) -> bool:
    return one.state is not State.ON or (one.paused is not None and one.paused > now)


def hour(minute: int, *, long: bool = False) -> str:
    """450 -> "07:30"; long, 180 -> "3:00"."""
    return f"{minute // 60}:{minute % 60:02}" if long else f"{minute // 60:02}:{minute % 60:02}"


def _day_name(day: int, width: Literal["abbreviated", "wide"]) -> str:
    return str(get_day_names(width, locale="en")[day - 1])


def _day_word(day: int) -> str:
    return str(get_day_names("abbreviated", locale="en")[day - 1]).lower()
