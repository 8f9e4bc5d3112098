"""Published targets, computed by mgsim and compared: one row each, added by adding a file."""
