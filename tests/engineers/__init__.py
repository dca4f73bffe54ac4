"""What engineers say and press."""
