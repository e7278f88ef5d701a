"""A package, because test modules of several stages have one name."""
