"""The commands of the command line `sitrep`, by what they are about; `bot.__main__` lists them all."""
