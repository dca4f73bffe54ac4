"""The only voice: outbox rows become messages, paced, in order of importance."""
