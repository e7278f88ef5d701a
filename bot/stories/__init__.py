"""Stage 3: articles with their facts -> what they say together.

witnesses (who copies whom) | group (stories) | dating (dates from siblings) | timeline, cast, ledger | disputes
"""
