"""Taking an answer away: what is asked for as a file leaves as one."""

from __future__ import annotations

from bot.answers import replies
from bot.answers.papers import FORMATS
from bot.model import Reply
from bot.shell.flows.call import Call

# Commands whose answers can be taken away; the other files that there are (tables, pictures) are their commands' own.
_PAPERS = ("summary", "brief")


def on_paper(call: Call, reply: Reply) -> Reply:
    """The reply as the file that its request asks for, or with the choice of files; any other as it is."""
    view = call.request.view
    if call.request.command not in _PAPERS or reply.kind not in _PAPERS:
        return reply
    if view == replies.CHOICE:
        return replies.paper_choice_reply(call.asked, reply)
    return replies.paper_reply(call.asked, reply) if view in FORMATS else reply
