"""Serving the web interface."""

from typing import Annotated

import typer

from consilience.cli.outcome import calm, fail, margin

_PORT = 8000


@calm
def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="The address to serve on; any but this machine's asks for accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="0 takes any that is free.")] = _PORT,
    by: Annotated[
        str, typer.Option(envvar="CONSILIENCE_BY", metavar="WHO", help="On this machine only: who judges.")
    ] = "local analyst",
    tiles: Annotated[
        str | None, typer.Option(metavar="URL", help="Map tiles, as https://HOST/{z}/{x}/{y}.png; without, outlines.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    proxied: Annotated[
        bool, typer.Option("--behind-proxy", help="Believe a proxy on this machine that names the asker and https.")
    ] = False,
) -> None:
    """Open the ledger in the browser: look, follow every figure to its words, decide."""
    address: str = context.obj
    run(address, host, port, by, tiles=tiles, open_browser=open_browser, proxied=proxied)


def _why(error: OSError) -> str:
    """What the system says, without what Python adds to it."""
    import os

    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror or error)


def run(
    address: str,
    host: str,
    port: int,
    by: str,
    *,
    tiles: str | None = None,
    open_browser: bool = False,
    proxied: bool = False,
) -> None:
    """Serves until it is interrupted."""
    import socket
    import webbrowser

    import uvicorn

    from consilience.desk import Desk
    from consilience.desk.people import Doorkeeper
    from consilience.web import Serving, is_loopback, make_app

    if tiles and not (tiles.startswith(("http://", "https://")) and "{z}" in tiles):
        raise fail(f"--tiles {tiles}: give an address with {{z}}, {{x}} and {{y}} in it")
    with Desk.open(address) as desk:
        door = Doorkeeper(desk.ledger)
        alone = is_loopback(host) and not proxied
        if not alone and not door.people():
            raise fail(
                f"{host}: others can reach this, so whoever looks has to sign in, and nobody can yet; "
                "`consilience people add NAME --role admin` makes the first account"
            )
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            listening = socket.create_server((host.strip("[]"), port), family=family)
        except OSError as error:
            raise fail(f"{host}:{port}: cannot be served on: {_why(error)}; name another with --port") from error
        desk.join()
        app = make_app(Serving(desk, door, by if alone else None, tiles))
        shown = f"http://{host}:{listening.getsockname()[1]}/"
        margin().print(f"serving {address} at {shown}; Ctrl-C ends it")
        if open_browser:
            webbrowser.open(shown)
        settings = uvicorn.Config(
            app, log_level="warning", proxy_headers=proxied, forwarded_allow_ips="127.0.0.1", server_header=False
        )
        uvicorn.Server(settings).run(sockets=[listening])
