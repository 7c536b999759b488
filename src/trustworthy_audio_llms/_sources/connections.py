"""Sessions without credentials or cookies, whose connections can be cut from another thread."""

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    import requests


@attrs.define
class Connections:
    """The connections that were made, which whoever gives up waiting cuts.

    A server may keep `http.client` busy for ever with interim answers or trailers, between which
    no code of ours runs. Its thread ends when the connection does.
    """

    _sockets: list[socket.socket] = attrs.field(init=False, factory=list)
    _is_cut: bool = attrs.field(init=False, default=False)
    _lock: threading.Lock = attrs.field(init=False, factory=threading.Lock)

    def add(self, connection: socket.socket) -> None:
        """Remember a connection; where all were cut already, cut it, too."""
        with self._lock:
            # A copy stays valid when TLS takes the socket over, or when it is closed.
            self._sockets.append(connection.dup())
            if self._is_cut:
                self._cut_all()

    def cut(self) -> None:
        """Shut all connections down, those still to come included."""
        with self._lock:
            self._is_cut = True
            self._cut_all()

    def _cut_all(self) -> None:
        for connection in self._sockets:
            with contextlib.suppress(OSError):  # The server may have closed it.
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._sockets.clear()


def session(connections: Connections) -> "requests.Session":
    """A session of our own; proxies and certificates come from the environment, as usual.

    Args:
        connections: Where the connections that it makes are remembered.
    """
    import http.cookiejar

    import requests.adapters

    class Session(requests.Session):
        """A session that leaves redirects alone, where the usual one reads their whole body."""

        def get_redirect_target(self, resp: requests.Response) -> None:
            """None: this is not a redirect to follow."""
            return

    class Adapter(requests.adapters.HTTPAdapter):
        """An adapter whose connections are remembered, those through proxies, too."""

        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            """Make the pools of connections."""
            super().init_poolmanager(*args, **options)
            _remember(self.poolmanager, connections)

        def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
            """The pools of connections through a proxy."""
            is_new = proxy not in self.proxy_manager
            manager = super().proxy_manager_for(proxy, **options)
            if is_new:
                _remember(manager, connections)
            return manager

    made = Session()
    for scheme in ("http://", "https://"):
        made.mount(scheme, Adapter())
    # No cookie is taken, so that none can be given back.
    made.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
    # Any explicit authentication, even one that does nothing, keeps that of ~/.netrc back.
    made.auth = lambda request: request
    return made


def _remember(manager: Any, connections: Connections) -> None:
    """Have the pools that a manager makes remember each connection as soon as there is one."""

    def remembering(pool: Any) -> Any:
        class Connection(pool.ConnectionCls):  # type: ignore[misc]
            def _new_conn(self) -> Any:  # Before it, nothing was sent or read, not even for TLS.
                connection = super()._new_conn()
                connections.add(connection)
                return connection

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    pools = manager.pool_classes_by_scheme
    manager.pool_classes_by_scheme = {name: remembering(pool) for name, pool in pools.items()}
