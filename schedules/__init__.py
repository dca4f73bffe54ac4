"""Time passed: a due timer becomes a command."""
