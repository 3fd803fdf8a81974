"""Why a file is not read: said in words that can be shown, without a value of the file."""


class Unreadable(Exception):
    """Nothing can be made of it: it must be mended and uploaded again."""


class Asks(Exception):
    """It can be read once a person has said how."""
