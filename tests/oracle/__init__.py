"""The clocks of a ticket, worked out a second time in the slowest and plainest way, to check the real ones."""
