"""Stage 2: an Article's sentences -> dates, figures, actors, each with its slice and the name of the rule that found it."""
