"""The rules of the desk, pure: no I/O, no clock of its own."""
