"""What a test does where the machine lacks a tool."""

import os

import pytest


def not_here(what):
    """A developer may do without a browser or npm's files; CI may not."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)
