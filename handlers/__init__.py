"""Somebody spoke: an update becomes a command or a question."""
