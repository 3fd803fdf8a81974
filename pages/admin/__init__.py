"""One module for each thing that staff edit; importing them registers their pages."""

from . import alert, facts, home, tree

__all__ = ["alert", "facts", "home", "tree"]
