"""Stage 4: a question or command -> quotes -> messages.

understand (what is asked) | question, choose (which sentence answers, or none) | summary, brief (which sentences tell it)
| citing (who is cited) | replies (items and template values) | wording (templates) | layout (messages and pages)
"""
