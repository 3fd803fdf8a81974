"""Reference numbers and signed tokens: how people and links name an inquiry."""

import secrets

from django.core import signing

# no 0/O, 1/I/L, 2/Z, 5/S, 8/B: read over the phone and copied by hand without doubt
ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 8

THANKS_SALT = "inquiries.thanks"
THANKS_MAX_AGE = 7 * 24 * 3600
MINE_SALT = "inquiries.mine"
MINE_MAX_AGE = 90 * 24 * 3600
NO_MAIL_SALT = "inquiries.no-mail"
NO_MAIL_MAX_AGE = 400 * 24 * 3600  # whoever wants no more may find the mail a year later
ADDRESS_SALT = "inquiries.address"
ADDRESS_MAX_AGE = 7 * 24 * 3600

BROCHURE_SALT = "inquiries.brochure"
BROCHURE_MAX_AGE = 180 * 24 * 3600  # people come back to it until they apply


def new_reference() -> str:
    """Eight characters, 25**8 of them: a collision is a retry, a guess finds nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def thanks_token(inquiry_id: int) -> str:
    """A signed, expiring token that carries the row's number and nothing personal."""
    return signing.dumps(inquiry_id, salt=THANKS_SALT)


def inquiry_id_of_thanks(token: str) -> int | None:
    """The row that a thanks token names; None when it is forged, cut short or too old."""
    return _number(token, THANKS_SALT, THANKS_MAX_AGE)


def brochure_token(inquiry_id: int) -> str:
    """Opens the brochure of the inquiry and nothing else, for BROCHURE_MAX_AGE seconds."""
    return signing.dumps(inquiry_id, salt=BROCHURE_SALT)


def inquiry_id_of_brochure(token: str) -> int | None:
    """The row that a brochure's token names; None when it is forged, cut short or too old."""
    return _number(token, BROCHURE_SALT, BROCHURE_MAX_AGE)


def _number(token: str, salt: str, max_age: int) -> int | None:
    try:
        return int(signing.loads(token, salt=salt, max_age=max_age))
    except signing.BadSignature:
        return None


def mine_token(inquiry_id: int, mailbox: int | None = None) -> str:
    """For "my inquiry". A token made for a mail also carries the number of the person written to.

    The thanks page hands out tokens to whoever sent the form, perhaps with somebody else's address;
    a mail reaches nobody but the mailbox. And once the inquiry has moved to another address, what
    was mailed to the old one opens it no longer.
    """
    numbers = [inquiry_id] if mailbox is None else [inquiry_id, mailbox]
    return signing.dumps(numbers, salt=MINE_SALT)


def mine_from(token: str) -> tuple[int, int | None] | None:
    """The inquiry that a token is for, and the person whose mailbox it came to, when it did."""
    return _inquiry_and_mailbox(token, MINE_SALT, MINE_MAX_AGE)


def no_mail_token(inquiry_id: int, mailbox: int | None) -> str:
    """Ends further mail, and opens nothing: mail programs and their servers read this address."""
    return signing.dumps([inquiry_id, mailbox], salt=NO_MAIL_SALT)


def no_mail_from(token: str) -> tuple[int, int | None] | None:
    return _inquiry_and_mailbox(token, NO_MAIL_SALT, NO_MAIL_MAX_AGE)


def _inquiry_and_mailbox(token: str, salt: str, max_age: int) -> tuple[int, int | None] | None:
    try:
        inquiry_id, *mailbox = signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
    return inquiry_id, mailbox[0] if mailbox else None


def address_token(delivery_id: int) -> str:
    """Sent to a new address: whoever opens it reads what is sent there."""
    return signing.dumps(delivery_id, salt=ADDRESS_SALT)


def delivery_id_from(token: str) -> int | None:
    return _number(token, ADDRESS_SALT, ADDRESS_MAX_AGE)
