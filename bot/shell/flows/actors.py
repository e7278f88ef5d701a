"""Who is involved, what they do and say: the scope is gathered, the cast worked out, a reply shows it."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import replies
from bot.answers.question import Question
from bot.answers.replies import Scope
from bot.answers.topic import about, narrowed
from bot.model import Actor, ActorKind, Reply
from bot.shell.flows.call import Call
from bot.stories.cast import actor_named, cast, meetings, speakers
from bot.words import tokens

# Articles that are looked through for one actor, or for everybody: the newest.
_LOOKED_THROUGH = 200
_DRAWN = ("picture", "dark")


def show_actors(call: Call) -> Reply:
    """Who is in the news, who is in a story, or one actor's words and deeds; a place stands for the story there."""
    found = _actor(call, call.request.topic) if call.request.topic else None
    if found and found[1].kind is not ActorKind.PLACE:
        return replies.actor_reply(call.asked, *found)
    scope = call.scope if call.request.topic or call.request.story or call.only is not None else _everything(call)
    if scope is None:
        return replies.none_reply(call.asked, call.stories, call.desk.store.count())
    actors = [a for a in cast(list(scope.reports.values()), scope.witness_of, call.judgements) if a.quotes]
    shown = actors if found else narrowed(scope.topic, actors, _spellings)
    if not shown:
        return replies.none_reply(call.asked, call.stories, call.desk.store.count())
    if call.request.view in _DRAWN:
        return replies.company_reply(call.asked, scope, shown, meetings(list(scope.reports.values()), call.judgements))
    return replies.actors_reply(call.asked, scope, shown)


def show_quotes(call: Call) -> Reply:
    """What one actor says, or everybody in the scope."""
    if call.request.topic and (found := _actor(call, call.request.topic)):
        scope, actor = found
        return (
            replies.quotes_reply(call.asked, scope, [actor])
            if actor.sayings
            else replies.none_reply(call.asked, call.stories, call.desk.store.count())
        )
    if call.scope is None:
        return replies.none_reply(call.asked, call.stories, call.desk.store.count())
    quoted = speakers(list(call.scope.reports.values()), call.scope.witness_of, call.judgements)
    shown = [actor for actor in quoted if not call.scope.topic or about(call.scope.topic, actor.name)] or quoted
    return (
        replies.quotes_reply(call.asked, call.scope, shown)
        if shown
        else replies.none_reply(call.asked, call.stories, call.desk.store.count())
    )


def said_by(call: Call, question: Question) -> Reply | None:
    """The answer to "what did X say about Y": X's sayings that have a word of Y; None where nothing is known of them."""
    found = _actor(call, " ".join(question.names)) if question.names else None
    if found is None:
        return None
    scope, actor = found
    rest = " ".join(word for word in question.words if not about(word, _spellings(actor)))
    text = {id: report.article.text for id, report in scope.reports.items()}
    said = [s for s in actor.sayings if not rest or about(rest, s.quotes[0].span.of(text[s.quotes[0].article]))]
    return replies.quotes_reply(call.asked, scope, [replace(actor, sayings=tuple(said))], "answer") if said else None


def _spellings(actor: Actor) -> str:
    return " ".join(alias.text for alias in actor.aliases)


def _actor(call: Call, topic: str) -> tuple[Scope, Actor] | None:
    """The actor that a topic names, in all articles that name it under any of its spellings."""
    store = call.desk.store
    if call.request.story and call.scope:
        scope = call.scope
    else:
        scope = call.scope_of(
            call.only if call.only is not None else store.names.having(tokens(topic), _LOOKED_THROUGH)
        )
    actor = actor_named(topic, list(scope.reports.values()), scope.witness_of, call.judgements)
    if actor is None or call.only is not None or call.request.story:
        return (scope, actor) if actor else None
    names = [actor.name, *(alias.text for alias in actor.aliases)]
    ids = [*scope.reports, *store.names.called(names, _LOOKED_THROUGH)]
    wider = call.scope_of(list(dict.fromkeys(ids))[:_LOOKED_THROUGH])
    again = actor_named(topic, list(wider.reports.values()), wider.witness_of, call.judgements)
    return (wider, again) if again else (scope, actor)


def _everything(call: Call) -> Scope | None:
    """The newest articles, whatever their stories."""
    ids = call.desk.store.names.newest(_LOOKED_THROUGH)
    return replace(call.scope_of(ids), title="") if ids else None
