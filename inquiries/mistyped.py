"""An e-mail address that was mistyped, put right by staff.

The right one is asked first, as when a person moves (docs/adr/0012): a slip of ours must not show
a stranger what somebody asked. Once it is confirmed, what did not arrive goes there.
"""

from django.contrib.auth.models import User
from django.db import transaction

from .acts import count
from .models import Inquiry
from .moves import seen_as_it_is
from .own_inquiry import NotAsked, ask_new_address, newest_question

DONE = "Asked whether a corrected e-mail address is theirs."


@transaction.atomic
def correct_address(
    inquiry: Inquiry, address: str, *, by: User, reason: str, seen: int | None
) -> bool:
    """Owes the question, and writes down by whom and why. False: the same was asked before.

    Raises NotAsked, Held, and Overtaken when the inquiry is no longer as `by` saw it.
    """
    if not is_asked_already(inquiry, address):
        seen_as_it_is(inquiry, seen)
    if address.lower() == inquiry.email.lower():
        raise NotAsked("This is the address that it has. Write the one that is right.")
    if not ask_new_address(inquiry, address):
        return False
    count(inquiry, DONE, by=by, reason=reason)
    return True


def is_asked_already(inquiry: Inquiry, address: str) -> bool:
    """The same page sent twice is no news, though the first has changed the inquiry."""
    last = newest_question(inquiry)
    return last is not None and last.address == address
