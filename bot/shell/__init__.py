"""Everything with a disk, a clock, a network or a model. Stages meet in `flows`; real parts are plugged in `plugged`."""
