"""The nouns of the program: frozen values that every stage passes on, and the errors. Imports nothing else of the program.

    articles   an Article, its Sentences and its date; a Quote is a slice of it, and the only form in which news is shown
    facts      what is read in its sentences: dates, figures, actors, speeches; a Report is an article with its facts
    stories    what several articles say together: Stories with their witnesses, Events, Actors, Claims, Disputes
    replies    Commands, Requests, and the Reply: messages with buttons, files, sources
    errors     what cannot be had

Offsets are Unicode code points into `Article.text`, end exclusive, everywhere.
"""

from bot.model.articles import Article, Draft, Provenance, Published, Quote, Sentence, SentenceKind, Span, sentence_key
from bot.model.errors import (
    BadRequest,
    HomeUnusable,
    Later,
    NoMethod,
    NoRecogniser,
    NoReranker,
    Refused,
    SitrepError,
    StoreMismatch,
)
from bot.model.facts import (
    ActorKind,
    ActorMention,
    DateMention,
    Description,
    Facts,
    FigureMention,
    Report,
    Speech,
    TimexType,
)
from bot.model.replies import Attachment, Button, Command, Hit, Lens, Message, Reply, Request, Source
from bot.model.stories import Actor, Alias, Claim, Dispute, Event, Judgement, Merge, Relation, Saying, Side, Story

__all__ = [
    "Actor",
    "ActorKind",
    "ActorMention",
    "Alias",
    "Article",
    "Attachment",
    "BadRequest",
    "Button",
    "Claim",
    "Command",
    "DateMention",
    "Description",
    "Dispute",
    "Draft",
    "Event",
    "Facts",
    "FigureMention",
    "Hit",
    "HomeUnusable",
    "Judgement",
    "Later",
    "Lens",
    "Merge",
    "Message",
    "NoMethod",
    "NoRecogniser",
    "NoReranker",
    "Provenance",
    "Published",
    "Quote",
    "Refused",
    "Relation",
    "Reply",
    "Report",
    "Request",
    "Saying",
    "Sentence",
    "SentenceKind",
    "Side",
    "SitrepError",
    "Source",
    "Span",
    "Speech",
    "StoreMismatch",
    "Story",
    "TimexType",
    "sentence_key",
]
