"""Whose request it is: past our own proxies, never what a visitor writes into a header."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

NOBODYS = "0.0.0.0"  # noqa: S104 - counted and stored, never bound to  # nosec B104


def client_address(request: HttpRequest) -> str:
    """The address of the visitor, past as many proxies as we run (TRUSTED_PROXY_COUNT)."""
    proxies = settings.TRUSTED_PROXY_COUNT
    header = request.META.get("HTTP_X_FORWARDED_FOR", "")
    forwarded = [entry.strip() for entry in header.split(",") if entry.strip()]
    # only the last entries were written by our own proxies; the rest is whatever the client sent
    if proxies and len(forwarded) >= proxies:
        return str(forwarded[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def address_block(address: str) -> str:
    """What one visitor controls: an IPv4 address, or the /64 an IPv6 line is given.

    Some proxies write a port behind it: 192.0.2.1:4711, [2001:db8::1]:4711.
    """
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 4:
        return str(ip)
    # a server that listens on :: sees every IPv4 visitor as ::ffff:192.0.2.1, all in one /64
    return str(ip.ipv4_mapped or ipaddress.ip_network(f"{ip}/64", strict=False))


def counted_address(request: HttpRequest) -> str:
    """The address by which sign-ins are counted: of an IPv6 line the first one of its block."""
    block = address_block(client_address(request))
    return NOBODYS if block == "unknown" else block.removesuffix("/64")
