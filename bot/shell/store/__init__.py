"""The two files on disk: `articles.db` (what was read; can be rebuilt) and `people.db` (who talks with the bot)."""
