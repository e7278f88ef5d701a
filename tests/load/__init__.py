"""What takes minutes or needs a quiet machine: `make load`."""
