"""One file a group of published targets; each gives `rows()`."""
