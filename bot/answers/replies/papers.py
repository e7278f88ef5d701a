"""A reply taken away: as a file of one of the formats, or the buttons that lead to these."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.citing import label
from bot.answers.papers import Printed, printed
from bot.answers.replies.page import Asked, rows
from bot.model import Attachment, Message, Reply

# The view that shows the buttons.
CHOICE = "file"
_LABELS = {"html": "file_html", "pdf": "file_pdf", "md": "file_md", "rss": "file_rss"}


def paper_reply(asked: Asked, reply: Reply) -> Reply:
    """The reply as the file that its view asks for; its message has to be whole. A feed has its sources in its items."""
    form, wording = str(asked.request.view), asked.wording
    below = (
        ""
        if form == "rss"
        else wording.render("paper_sources", sources=[(source, label(source.article)) for source in reply.sources])
    )
    markup = f"{reply.messages[0].html}\n\n{below}"
    days = [source.article.published.date for source in reply.sources if source.article.published.date]
    content = printed(Printed(markup, max(days, default=None), wording.address, wording), form)
    name = "-".join(filter(None, (asked.request.command, str(max(days)) if days else "")))
    # The message opens with its title.
    caption = reply.messages[0].html.partition("\n")[0]
    return replace(reply, messages=(), files=(Attachment(f"{name}.{form}", content, caption),))


def paper_choice_reply(asked: Asked, reply: Reply) -> Reply:
    """The formats, to choose from."""
    again = replace(asked.request, page=1)
    buttons = [asked.wording.button(label, replace(again, view=form)) for form, label in _LABELS.items()]
    return replace(reply, messages=(Message(asked.wording.render("paper_choice").strip(), rows([], buttons)),))
