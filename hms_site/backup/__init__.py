"""Backing up the whole site into one file, and making a site of it again (ADR 24)."""
