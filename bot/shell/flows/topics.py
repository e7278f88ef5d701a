"""/topics: what a place follows or has muted, shown and changed by words and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.delivery.subscription import State, Subscription
from bot.delivery.wishes import with_topics
from bot.model import Button, Message, Reply, Request
from bot.prompts import lenses, lexicon
from bot.shell.flows.subscribing import Visit
from bot.topics import Topic, TopicKind, following, topic_of

_OFF, _MUTE = "off", "mute"
_LABEL = 28


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done with which topics: they are followed, muted, or let go; `nothing` are commands that have no figures."""

    verb: str
    topics: Sequence[Topic]
    nothing: Sequence[str] = ()


def topics(call: Visit) -> Reply:
    """The topics, after what the words or a button wish for. Who has no subscription yet gets one that sends nothing."""
    before = call.subscription or Subscription(call.place, call.now, state=State.STOPPED)
    asked = _asked(call, before)
    changes = ((), asked.topics) if asked.verb == _OFF else (asked.topics, ())
    after = replace(before, topics=with_topics(before.topics, *changes))
    return _show(call, call.store.subscriptions.save(after) if asked.topics else before, asked, before)


def _asked(call: Visit, before: Subscription) -> _Asked:
    request, words = call.request, call.words
    if request.story:
        return _Asked(request.view or "", [_as(request.view, Topic(TopicKind.STORY, request.story, words))])
    if words.lower() in lexicon("following")["all"][_OFF]:
        return _Asked(_OFF, [topic_of(text) for text in before.topics])
    verb, rest = (request.view, words) if request.view else following(words, behind=True) or ("", words)
    parts = [part.strip() for part in rest.split(",") if part.strip(" -/")]
    nothing = [part for part in parts if _has_no_figures(part)]
    return _Asked(verb, [_as(verb, topic_of(part)) for part in parts if part not in nothing], nothing)


def _has_no_figures(part: str) -> bool:
    """Whether something looks like a command, and is none whose figures can be followed: "/nosuch"."""
    bare = part.lstrip("- ")
    return bare.startswith("/") and topic_of(bare).kind is TopicKind.WORDS


def _as(verb: str | None, topic: Topic) -> Topic:
    return replace(topic, muted=True) if verb == _MUTE else topic


def _show(call: Visit, one: Subscription, asked: _Asked, before: Subscription) -> Reply:
    found, had = ([topic_of(text) for text in texts] for texts in (one.topics, before.topics))
    named = {topic.name for topic in asked.topics}
    removed = [topic for topic in had if topic.name in named] if asked.verb == _OFF else []
    html = call.wording.render(
        "delivery/topics",
        of=call.of,
        added=[] if asked.verb == _OFF else asked.topics,
        removed=removed,
        missing=asked.topics if asked.verb == _OFF and not removed else [],
        nothing=asked.nothing,
        lenses=list(lenses()),
        followed=[topic for topic in found if not topic.muted],
        muted=[topic for topic in found if topic.muted],
        outlets=call.store.muted().get(call.place.chat, ()),
        sends=one.state is State.ON,
        alerts=one.alerts,
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
