"""Environment variables: which ones are settings of ours, and which another program calls as if they were."""

from __future__ import annotations

from collections.abc import Mapping

from feedsvc.patterns import lazy

PREFIX = "FEEDSVC_"
_OF_SERVICE = lazy(
    r"FEEDSVC_(?:.+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_.+)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PORT|PROTO))?)"
)
_PORT = lazy(r"FEEDSVC_(?:.+_)?PORT")
_ADDRESS = lazy(r"(?:tcp|udp|sctp)://")


def without_services(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without what Kubernetes says in each pod of a service called `feedsvc` or `feedsvc-…`, as
    Docker's links do: `FEEDSVC_SERVICE_HOST`, `FEEDSVC_PORT_8000_TCP_ADDR`, and `FEEDSVC_PORT`, where it is an address
    such as `tcp://10.0.0.1:8000` and no port.

    Source: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
    """
    return {name: value for name, value in environ.items() if not _is_of_service(name, value)}


def _is_of_service(name: str, value: str) -> bool:
    if not name.startswith(PREFIX):
        return False
    return bool(_OF_SERVICE.fullmatch(name) or (_PORT.fullmatch(name) and _ADDRESS.match(value)))
