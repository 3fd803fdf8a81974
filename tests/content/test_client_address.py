"""Whose post it is: past our own proxies, never what a visitor writes into a header."""

import pytest

from content.client_address import NOBODYS, address_block, client_address, counted_address

DIRECT = "192.0.2.1"


def address(rf, settings, proxies, forwarded=None):
    settings.TRUSTED_PROXY_COUNT = proxies
    extra = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(rf.post("/brochure/", REMOTE_ADDR=DIRECT, **extra))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, DIRECT),
        (0, "203.0.113.9", DIRECT),
        (1, None, DIRECT),
        (1, " , ", DIRECT),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (1, "spoofed, spoofed,203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "spoofed, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", DIRECT),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_address_is_what_our_last_proxy_saw(rf, settings, proxies, forwarded, expected):
    assert address(rf, settings, proxies, forwarded) == expected


@pytest.mark.parametrize("fake", ["1.2.3.4", "1.2.3.4, 5.6.7.8", "::1", "x" * 5_000, "\0", ""])
def test_spoofed_header_changes_nothing_without_a_proxy(rf, settings, fake):
    assert address(rf, settings, 0, fake) == DIRECT


@pytest.mark.parametrize("fake", ["1.2.3.4", "1.2.3.4, 5.6.7.8", "::1", "x" * 5_000, "\0", ""])
def test_spoofed_header_changes_nothing_behind_a_proxy(rf, settings, fake):
    assert address(rf, settings, 1, f"{fake},203.0.113.9") == "203.0.113.9"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("2001:DB8:1:2::1", "2001:0db8:0001:0002:0000:0000:0000:0001"),
        ("192.0.2.1", "::ffff:192.0.2.1"),
        ("not an address", ""),
    ],
)
def test_one_line_is_one_block(first, second):
    assert address_block(first) == address_block(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("192.0.2.1", "192.0.2.2"),
        ("2001:db8:1:2::1", "2001:db8:1:3::1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2"),
    ],
)
def test_two_lines_are_two_blocks(first, second):
    assert address_block(first) != address_block(second)


@pytest.mark.parametrize(
    ("written", "block"),
    [
        ("192.0.2.1:4711", "192.0.2.1"),
        ("[2001:db8::1]:4711", "2001:db8::/64"),
        ("[2001:db8::1]", "2001:db8::/64"),
    ],
)
def test_port_that_a_proxy_wrote_is_no_part_of_the_address(written, block):
    assert address_block(written) == block


@pytest.mark.parametrize("proxies", [0, 1, 2])
@pytest.mark.parametrize(
    "header",
    ["FORWARDED", "X_REAL_IP", "X_CLIENT_IP", "TRUE_CLIENT_IP", "CF_CONNECTING_IP", "CLIENT_IP"],
)
def test_no_other_header_says_whose_post_it_is(rf, settings, proxies, header):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = rf.post("/brochure/", REMOTE_ADDR=DIRECT, **{f"HTTP_{header}": "for=203.0.113.9"})

    assert client_address(request) == DIRECT


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("192.0.2.1:4711", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("not an address", NOBODYS),
        ("", NOBODYS),
    ],
)
def test_counted_address_is_one_that_a_database_takes(rf, written, counted):
    assert counted_address(rf.get("/", REMOTE_ADDR=written)) == counted
