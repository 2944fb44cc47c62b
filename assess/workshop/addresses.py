"""Find the address at which phones reach this computer, and a port that is free."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress

import msgspec

from assess.errors import COULD_NOT, Mistake
from questionnaires.language import phrase

FIRST_PORT, PORTS = 8000, 20  # those that are tried
ELSEWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))  # of documentation: nothing is sent
LOCAL = "127.0.0.1"
EVERYWHERE = ("::", "0.0.0.0")  # noqa: S104 (phones come in on every network; of IPv6 only where there is no other)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Listening(msgspec.Struct, frozen=True):
    """Where the server listens, and the address that phones type."""

    host: str
    port: int
    address: str
    others: tuple[str, ...] = ()


def candidates() -> tuple[str, ...]:
    """Return the addresses of this computer, as far as the system tells: that of the way out first."""
    found: list[str] = []
    for target, family in ELSEWHERE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((target, 9))  # a connection of datagrams sends nothing; it chooses a network
                found.append(probe.getsockname()[0])
        except OSError:
            continue
    with suppress(OSError):
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None)]
    return tuple(dict.fromkeys(found))


def best(found: Iterable[str]) -> tuple[str, ...]:
    """Return addresses that phones can reach, the likeliest first; none where there is no network.

    A private address of the common networks of rooms and hotspots goes first, one that containers use last. An address
    that holds on one cable alone, or on this computer alone, is none.
    """
    known = {text: address for text in found if (address := _address(text)) is not None}
    usable = [
        (text, address)
        for text, address in known.items()
        if not (address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast)
    ]
    return tuple(text for text, address in sorted(usable, key=lambda one: _rank(one[1])))


def listening(host: str | None, port: int | None, *, is_secure: bool) -> Listening:
    """Return where to listen; raises Mistake where a port that was asked for is in use, or none is free."""
    found = best(candidates())
    of_four = tuple(text for text in found if ":" not in text)
    reachable = (host,) if host is not None else of_four or found
    bound = host if host is not None else EVERYWHERE[bool(of_four or not found)]
    scheme = "https" if is_secure else "http"
    for one in [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS):
        if _is_free(bound, one):
            first, *others = [f"{scheme}://{_in_url(text)}:{one}" for text in reachable or (LOCAL,)]
            return Listening(bound, one, first, tuple(others))
    if port:
        raise Mistake(
            phrase("port {port} is in use, or may not be used.", port=port),
            phrase("Choose another with --port."),
            COULD_NOT,
        )
    raise Mistake(
        phrase("no port from {first} to {last} is free.", first=FIRST_PORT, last=FIRST_PORT + PORTS - 1),
        phrase("Choose another with --port."),
        COULD_NOT,
    )


def _rank(address: Address) -> tuple[int, ...]:
    if address.version == 6:
        return (3 if address.is_private else 4,)
    octets = address.packed
    if octets[0] == 192 or (octets[0] == 172 and octets[1] == 20) or octets[0] == 10:
        return (0,)
    return (1 if address.is_private and octets[0] != 172 else 2,)


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def _in_url(text: str) -> str:
    return f"[{text}]" if ":" in text else text


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
