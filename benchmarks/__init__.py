"""Repeatable measurements; each prints a table."""
