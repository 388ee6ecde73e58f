"""Who is let in: no page of somebody else's, and beyond this machine only who has the token.

A page that somebody is lured to can ask for any address, those of this machine too, and by the name of its own host
where that is made to mean this machine (DNS rebinding). So a request must be for a name that no stranger can have, and
one that opens the reader must come from a page of the same name and port.
"""

from __future__ import annotations

import ipaddress
import socket
from hmac import compare_digest
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Gate:
    """What a request must have, for a server that listens at `host`; with an empty `token` none is asked for."""

    def __init__(self, host: str, token: str = "") -> None:
        self.token = token
        self._is_loopback = is_loopback(host)
        own = socket.gethostname().lower()
        self._names = {"localhost"} if self._is_loopback else {"localhost", host.lower(), own, f"{own}.local"}

    def knows(self, host: str) -> bool:
        """Whether what a request calls this server (`Host`) is a name that only its owner can give it."""
        name = _name(host)
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name in self._names
        return address.is_loopback or not self._is_loopback  # a number is nobody's name

    def is_same(self, origin: str, host: str) -> bool:
        """Whether a page comes from this server itself (`Origin`)."""
        return bool(host) and origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())

    def opens(self, given: str) -> bool:
        """Whether it is the token, or none is asked for."""
        return not self.token or compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def _name(host: str) -> str:
    """A host without its port, as `Host` has it; empty for what is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
