"""Whether a text names somebody's e-mail address."""

import re
from collections.abc import Iterable


def holds(addresses: Iterable[str], text: str) -> bool:
    """Whether one of `addresses` stands in it as a whole: ada@ is not in nada@."""
    any_of = "|".join(re.escape(address) for address in addresses)
    whole = rf"(?<![\w.+-])(?:{any_of})(?![\w-]|\.\w)"
    return re.search(whole, text, re.IGNORECASE) is not None
