"""What a line of text must be before we store it."""

import unicodedata

from django.core.exceptions import ValidationError
from email_validator import EmailNotValidError, validate_email

# U+202A-202E and U+2066-2069 turn the direction of everything after them, in our pages too
DIRECTION_OVERRIDES = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}

# stands where the bytes that came were no UTF-8
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """`text` in NFC, without direction overrides; refuses line breaks and control characters.

    Empty when nothing in it can be seen.
    """
    text = "".join(char for char in text if ord(char) not in DIRECTION_OVERRIDES)
    if any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in text):
        raise ValidationError(
            "Use one line of plain text, without line breaks or control characters."
        )
    if UNREADABLE in text:
        raise ValidationError("Some characters of this did not reach us. Type it once more.")
    if all(unicodedata.category(char) in {"Cf", "Zs"} for char in text):
        return ""
    return unicodedata.normalize("NFC", text).strip()


def email_address(text: str) -> str:
    """The address in its usual form, domains of any script. Whether it exists, only mail tells."""
    if not text.rpartition("@")[0].isascii():
        raise ValidationError("Before the @, use letters without accents: mail needs them plain.")
    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as error:
        raise ValidationError(
            "Enter an e-mail address in the usual form, such as name@example.org."
        ) from error


def row_number(text: str) -> int | None:
    """The number of a row as a form or an address names it; None when no row can have it."""
    is_one = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_one else None
