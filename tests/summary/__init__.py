"""Promises of the managers' figures."""
