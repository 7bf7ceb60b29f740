"""The invented sites on a loopback address, over HTTPS: the door is led there whatever name it asks for."""

import json
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pictured.world import Writer, article_of, everybody, feed_of, page_of

HTML: Final = "text/html; charset=utf-8"
ATOM: Final = "application/atom+xml; charset=utf-8"


@dataclass(slots=True)
class Web:
    """What is served, as it was at `now`. While a host is `held`, whoever asks it has to wait."""

    now: datetime
    writers: list[Writer] = field(default_factory=everybody)
    held: str = ""
    go_on: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    certificate: Path = Path()

    def answer(self, host: str, path: str) -> tuple[int, str, str]:
        """Status, kind and text."""
        if host == self.held:
            self.go_on.wait(60)
        here = [writer for writer in self.writers if writer["host"] == host and writer.answers(self.now)]
        if path == "/.well-known/webfinger" and here:
            return 200, "application/jrd+json", json.dumps(account_of(here))
        for writer in here:
            if path == writer.page:
                return 200, HTML, page_of(writer)
            if path == writer.feed:
                return 200, ATOM, feed_of(writer, self.now)
            for piece in writer.written(self.now):
                if path == piece.path:
                    return 200, HTML, article_of(writer, piece)
        return (404, HTML, "Not here.") if here else (503, HTML, "Nobody is at home.")


def account_of(writers: list[Writer]) -> dict[str, object]:
    writer = next(one for one in writers if one["account"])
    page = f"https://{writer['host']}{writer.page}"
    link = {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": page}
    return {"subject": f"acct:{writer.address.removeprefix('@')}", "links": [link]}


@contextmanager
def serving(folder: Path, now: datetime) -> Iterator[Web]:
    """The sites, until the block ends. `folder` keeps the certificate."""
    web = Web(now)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, text = web.answer(self.headers.get("Host", ""), urlsplit(self.path).path)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.port = server.server_address[1]
    web.certificate = certificate(folder, sorted({writer["host"] for writer in web.writers}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(web.certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def certificate(folder: Path, hosts: list[str]) -> Path:
    """One that holds for these hosts and a day, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        raise SystemExit("The pictures need openssl, for the certificates of the invented sites.")
    file = folder / "certificate.pem"
    names = "subjectAltName=" + ",".join(f"DNS:{host}" for host in hosts)
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=pictures", "-addext", names]
    subprocess.run([openssl, *made, "-keyout", file, "-out", f"{file}.crt"], check=True, capture_output=True)
    with file.open("a", encoding="ascii") as whole:
        whole.write(Path(f"{file}.crt").read_text("ascii"))
    return file
