"""/topics: what a place follows or has muted, shown and changed by words and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.delivery.subscription import State, Subscription
from bot.delivery.wishes import with_topics
from bot.model import Button, Message, Reply, Request
from bot.prompts import lexicon
from bot.shell.flows.subscribing import Visit
from bot.topics import Topic, TopicKind, topic_of

_OFF, _MUTE = "off", "mute"
_LABEL = 28


def topics(call: Visit) -> Reply:
    """The topics, after what the words or a button wish for. Who has no subscription yet gets one that sends nothing."""
    before = call.subscription or Subscription(call.place, call.now, state=State.STOPPED)
    verb, named = _wish(call)
    added, removed = ([], named) if verb == _OFF else (named, [])
    gone = [topic for topic in map(topic_of, before.topics) if topic.name in {one.name for one in removed}]
    if named:
        before = call.store.subscriptions.save(replace(before, topics=with_topics(before.topics, added, removed)))
    return _show(call, before, added, gone)


def _wish(call: Visit) -> tuple[str, list[Topic]]:
    """What is to be done with which topics: follow them, mute them, or let them go."""
    request, words = call.request, call.words
    if request.story:
        return request.view or "", [_as(request.view, Topic(TopicKind.STORY, request.story, words))]
    first, _, rest = words.partition(" ")
    verbs = lexicon("following")
    verb = request.view or next((v for v in (_OFF, _MUTE) if first.lower() in verbs[v] and rest), "")
    parts = (rest if verb and not request.view else words).split(",")
    return verb, [_as(verb, topic_of(part)) for part in parts if part.strip(" -/")]


def _as(verb: str | None, topic: Topic) -> Topic:
    return replace(topic, muted=True) if verb == _MUTE else topic


def _show(call: Visit, one: Subscription, added: Sequence[Topic], removed: Sequence[Topic]) -> Reply:
    found = [topic_of(text) for text in one.topics]
    html = call.wording.render(
        "delivery/topics",
        of=call.of,
        added=added,
        removed=removed,
        followed=[topic for topic in found if not topic.muted],
        muted=[topic for topic in found if topic.muted],
        outlets=call.store.muted().get(call.place.chat, ()),
        sends=one.state is State.ON,
    )
    rows = [(button,) for button in _buttons(call, found)]
    return Reply("help", (Message(html.strip(), tuple(rows)),))


def _buttons(call: Visit, found: Iterable[Topic]) -> Iterable[Button]:
    """A button a topic, which lets it go."""
    for topic in found:
        of_story = topic.kind is TopicKind.STORY
        words = topic.title if of_story else str(replace(topic, muted=False))
        request = Request("topics", f"{call.of} {words}".strip(), story=topic.value if of_story else None, view=_OFF)
        title = words if len(words) <= _LABEL else f"{words[:_LABEL].rstrip()}…"
        yield call.wording.button("remove", request, edits=True, title=title)
