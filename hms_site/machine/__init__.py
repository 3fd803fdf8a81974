"""What other programs read of the public pages: link previews and linked data."""
