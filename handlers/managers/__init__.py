"""What managers say and press, and who asks them for access."""
