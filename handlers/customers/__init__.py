"""What customers say and press."""
