"""One module for each thing that staff edit; importing them registers their pages."""

from . import alert, facts, tree

__all__ = ["alert", "facts", "tree"]
