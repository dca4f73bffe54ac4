"""What managers say and press, and their summary."""
