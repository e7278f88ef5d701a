"""Outer and inner addresses, in every form in which one is wrapped in another."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shell.fetching.addresses import is_outer

OUTER = "1.1.1.1 8.8.8.8 93.184.216.34 151.101.1.140 2606:4700::6810:84e5 2a00:1450:4001:81b::200e 2001:4860:4860::8888"
WRAPS = ["::{}", "::ffff:{}", "::ffff:0:{}", "64:ff9b::{}", "2600::5efe:{}", "fe80::5efe:{}"]


@pytest.mark.parametrize("address", OUTER.split())
def test_addresses_of_the_web_are_outer(address: str) -> None:
    assert is_outer(ip_address(address))


@given(st.sampled_from(WRAPS), st.ip_addresses(v=4))
def test_an_address_that_wraps_another_is_inner_whichever_it_wraps(wrap: str, inner: IPv4Address) -> None:
    assert not is_outer(ip_address(wrap.format(inner)))


@given(st.ip_addresses(v=4))
def test_6to4_is_inner(inner: IPv4Address) -> None:
    assert not is_outer(IPv6Address((0x2002 << 112) | (int(inner) << 80)))


@given(st.ip_addresses())
def test_no_private_address_is_outer(address: IPv4Address | IPv6Address) -> None:
    special = address.is_private or address.is_multicast or address.is_link_local or address.is_reserved
    assert not (special and is_outer(address))
