"""A ticket is its events: what happened, what may happen next, what follows from it."""
