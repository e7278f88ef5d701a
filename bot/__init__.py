"""Sitrep briefs people on developing stories, in sentences that named sources printed. The program is a pipe:

    index     bytes | articles.formats (parsed in quarantine) | articles.reading | facts.reading | embed | store
    regroup   new articles | stories.cards | stories.trees | stories.group, witnesses, dating | store
    ask       text | answers.understand | scope | stories.timeline, cast, ledger, disputes | answers.replies | send
              text | answers.question | search | answers.choose (or decline) | answers.replies | send
    summary   the topic's story | what hangs in the air is dropped | answers.summary (consensus) | answers.replies | send
    brief     articles of the day and its eve | what was printed or told is dropped | answers.brief | answers.replies | send
    deliver   whose hour has come | flows.editions | outbox, in one transaction | telegram.sender, at Telegram's pace
              what came that followers should hear | flows.alerting | outbox | telegram.sender
    take in   updates | telegram.intake, written down first | telegram.front | the pipes above
              feeds that are due, links, files | fetching (checked, pinned) | parsed in quarantine | index
              an article that has changed | flows.correcting | whoever was shown its sentences

Stages are pure: values in, values out, the clock, the model and the store as arguments. They share the nouns of
`bot.model`, the words of `bot.words`, the lists of `bot.prompts`, and what is known of words, names, days and sentences whoever
asks (`senses`, `inflection`, `spelling`, `periods`, `topics`, `hanging`, `consensus`); they meet in `bot.shell.flows`. A chat
reaches them through `bot.shell.telegram`, a terminal through `bot.cli`.
"""
