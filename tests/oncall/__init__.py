"""Promises of the people on call."""
