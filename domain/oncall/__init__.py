"""Who is on call at an instant and whom the ladder calls: rotations, what people changed, policies."""
