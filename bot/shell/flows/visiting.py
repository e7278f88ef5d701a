"""The counter's commands: which flow answers which."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.model import Reply
from bot.shell.flows.subscribing import (
    Visit,
    corrections,
    forget,
    pause,
    privacy,
    settings,
    stop,
    subscribe,
    unsubscribe,
)
from bot.shell.flows.topics import topics

HANDLERS: Mapping[str, Callable[[Visit], Reply]] = {
    "subscribe": subscribe,
    "settings": settings,
    "topics": topics,
    "unsubscribe": unsubscribe,
    "pause": pause,
    "stop": stop,
    "corrections": corrections,
    "forget": forget,
    "privacy": privacy,
}


def visit(call: Visit) -> Reply:
    """The reply to a request at the counter."""
    return HANDLERS[call.request.command](call)
