"""Where a webhook may go: to anybody on the Internet by https, and inside only to what the operator lists."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.deliveries.addresses import Gate, NotAllowed, host_of, is_public, networks

PUBLIC = ("93.184.215.14", "103.10.66.1", "2001:4860:4860::8888", "2400:cb00::1")
INSIDE = (
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),
    *("192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"),
    *("100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0"),
    *("fec0::1", "ff02::1", "5f00::1", "fd00:ec2::254"),
)


def reach(url: str, *addresses: str, listed: str = "") -> str:
    """The address that would be connected to, or why there is none."""
    try:
        return Gate(networks(listed), lambda *_: list(addresses)).target(url).addresses[0]
    except NotAllowed as reason:
        return reason.code


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_reached_by_https_alone(address: str) -> None:
    assert reach("https://contoh.example/", address) == address
    assert reach("http://contoh.example/", address) == "plain_http"


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_reached(address: str) -> None:
    assert reach("https://contoh.example/", address) == "address_not_allowed"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_the_operator_lists_is_reached_by_both(scheme: str) -> None:
    assert reach(f"{scheme}://dinas.example/", "10.20.3.4", listed="10.20.0.0/16") == "10.20.3.4"
    assert reach(f"{scheme}://dinas.example/", "fd12::4", listed="10.20.0.0/16, fd12::/32") == "fd12::4"
    assert reach(f"{scheme}://dinas.example/", "10.21.3.4", listed="10.20.0.0/16") == "address_not_allowed"


def test_of_several_addresses_only_those_allowed_are_connected_to() -> None:
    found = Gate((), lambda *_: ["10.0.0.1", *PUBLIC[:2], "::1"]).target("https://contoh.example/")
    assert found.addresses == PUBLIC[:2]


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_nothing_python_calls_private_is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    inside = (address.is_multicast, address.is_reserved, address.is_link_local, address.is_loopback)
    if is_public(address):
        assert address.is_global
        assert not any(inside)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_the_clothes_of_ipv6_is_never_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for base in ("::ffff:0:0", "::", "64:ff9b::", "64:ff9b:1::"):
        assert not is_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address(base)) + number))
    assert not is_public(ipaddress.IPv6Address((0x2002 << 112) + (number << 80)))


@given(st.text(max_size=40))
def test_no_answer_of_a_resolver_gets_through_that_is_no_address(answer: str) -> None:
    assert reach("https://contoh.example/", f"x{answer}") == "address_not_allowed"


@given(st.text(max_size=60))
def test_whatever_a_url_says_it_is_judged_or_refused(rest: str) -> None:
    assert reach(f"https://{rest}", "127.0.0.1") in ("url", "address_not_allowed")


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://contoh.example/", "file:///etc/passwd", "https://", "https:///hook", "//contoh.example/"),
        *("https://orang:sandi@contoh.example/", "https://contoh.example:25/", "https://contoh.example:99999/"),
    ],
)
def test_a_url_that_is_none_of_a_receiver_is_refused(url: str) -> None:
    assert reach(url, PUBLIC[0]) == "url"


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://contoh.example/a?b=1", "contoh.example", 443, "/a?b=1"),
        ("https://CONTOH.example", "contoh.example", 443, "/"),
        ("https://[2400:cb00::1]:8443/x", "2400:cb00::1", 8443, "/x"),
        ("https://contoh.example:80/", "contoh.example", 80, "/"),
    ],
)
def test_a_url_is_taken_apart(url: str, host: str, port: int, path: str) -> None:
    target = Gate((), lambda *_: [PUBLIC[0]]).target(url)
    assert (target.host, target.port, target.path) == (host, port, path)


def test_of_a_url_a_log_says_the_host_alone() -> None:
    assert host_of("https://contoh.example:8443/jalan?kunci=1") == "contoh.example"
    assert host_of("https://[kacau") == ""


def test_a_name_nobody_knows_has_no_address() -> None:
    assert reach("https://contoh.example/") == "no_address"


@pytest.mark.parametrize("text", ["10.20.0.1/16", "abc", "10.20.0.0/16;10.21.0.0/16"])
def test_a_fault_in_the_list_ends_the_program(text: str) -> None:
    with pytest.raises(SystemExit, match="DUMAS_WEBHOOK_NETWORKS"):
        networks(text)
