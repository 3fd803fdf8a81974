"""“Did you mean gmail.com?”: a guess about the part after the @, for people to take or leave.

Nothing is ever changed or refused because of it. static/js/email_hint.js makes the same guess in
the browser, from the same lists.
"""

# where most people have their mail; what is one slip away from these was probably meant to be them
POPULAR = (
    "gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "icloud.com", "protonmail.com",
    "yahoo.com", "yahoo.co.uk", "yahoo.co.in", "yahoo.co.jp", "yahoo.com.br", "yahoo.com.mx",
    "hotmail.co.uk", "outlook.com.br", "comcast.net", "verizon.net", "foxmail.com",
    "rediffmail.com", "harvard.edu", "hms.harvard.edu",
)  # fmt: skip
# one slip away from those, and real
REAL = (
    "cloud.com", "email.com", "fmail.com", "jmail.com", "mail.com", "outlook.com.ar", "yahoo.co.id",
    "yahoo.com.ar", "yahoo.com.my", "yahoo.com.tr", "ymail.com", "zmail.com",
)  # fmt: skip
# endings that do not exist
ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "vom": "com", "xom": "com",
    "cpm": "com", "coom": "com", "edi": "edu", "eud": "edu", "eduu": "edu", "ney": "net",
    "nte": "net", "ogr": "org", "orgg": "org",
}  # fmt: skip


def meant(address: str) -> str:
    """The domain that was probably meant instead; empty when there is nothing to ask."""
    written = address.rpartition("@")[2].lower()
    mended = with_a_real_ending(written)
    if mended in POPULAR or mended in REAL:
        return "" if mended == written else mended
    near = (domain for domain in POPULAR if is_one_slip_away(mended, domain))
    guess = next(near, mended)
    return "" if guess == written else guess


def with_a_real_ending(domain: str) -> str:
    name, dot, ending = domain.rpartition(".")
    return f"{name}{dot}{ENDINGS.get(ending, ending)}"


def is_one_slip_away(written: str, domain: str) -> bool:
    """A letter too many, too few, another one, or two that changed places."""
    if abs(len(written) - len(domain)) > 1:
        return False
    # what is equal from the front and from the back; the slip is in between
    front = common_start(written, domain)
    back = common_start(written[front:][::-1], domain[front:][::-1])
    a, b = written[front : len(written) - back], domain[front : len(domain) - back]
    return max(len(a), len(b)) == 1 or (len(a) == 2 and a == b[::-1])


def common_start(a: str, b: str) -> int:
    pairs = zip(a, b, strict=False)
    return next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))
