"""Promises of what people see."""
