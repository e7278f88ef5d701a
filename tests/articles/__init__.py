"""A package, because `test_dating` exists for two stages."""
