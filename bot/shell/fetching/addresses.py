"""Which addresses are outer ones, that anybody may be sent to: a list of what is allowed, so that an unknown range is not.

The ranges are IANA's special-purpose registries. Python's `is_global` alone takes 6to4, NAT64, IPv4-compatible and multicast
addresses for global ones (tried on 3.11), and all but the last lead to whatever inner address they wrap.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

# Beside what `is_global` knows: protocol assignments, the 6to4 relays of old.
_INNER_4 = [IPv4Network(n) for n in ("192.0.0.0/24", "192.88.99.0/24")]
# What is given out to sites; the rest of IPv6 is inner, reserved, or wraps an IPv4 address.
_UNICAST_6 = IPv6Network("2000::/3")
# Within it: protocol assignments with Teredo and ORCHID, documentation, 6to4, documentation again.
_INNER_6 = [IPv6Network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
# The middle of an ISATAP interface's address, which ends in an IPv4 address (RFC 5214).
_ISATAP = {0x00005EFE, 0x02005EFE}


def is_outer(address: Address) -> bool:
    """Whether an address is somebody's in the open internet."""
    return _is_outer_4(address) if isinstance(address, IPv4Address) else _is_outer_6(address)


def _is_outer_4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or not address.is_global
    return not special and not any(address in network for network in _INNER_4)


def _is_outer_6(address: IPv6Address) -> bool:
    if address not in _UNICAST_6 or any(address in network for network in _INNER_6):
        return False
    return (int(address) >> 32) & 0xFFFFFFFF not in _ISATAP
