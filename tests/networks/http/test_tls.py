"""Whom we believe."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from allotment.networks.http import Door
from allotment.networks.http.slots import certificates
from tests.fakenet import FakeNet
from tests.networks.http.conftest import LOOPBACK, error_of


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For 127.0.0.1, signed by itself; certificate and key in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, so there is no certificate to show")
    folder = tmp_path_factory.mktemp("tls")
    names = "subjectAltName=IP:127.0.0.1"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([openssl, *made, *files, "-subj", "/CN=fakenet", "-addext", names], check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return both


@pytest.fixture
def secure(certificate: Path) -> Iterator[FakeNet]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with FakeNet(tls=context) as net:
        net.page("/x", b"secure")
        yield net


@pytest.fixture
def believed(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    certificates.cache_clear()
    yield
    certificates.cache_clear()


def test_a_stranger_who_vouches_for_himself_is_not_believed(secure: FakeNet, door: Door) -> None:
    error = error_of(door, secure.address("/x"))
    assert error.code == "tls"
    assert "certificate" in error.message
    assert secure.requests == []


@pytest.mark.usefixtures("believed")
def test_the_operators_own_authority_is_believed(secure: FakeNet, door: Door) -> None:
    assert door.get(secure.address("/x")).body == b"secure"


@pytest.mark.usefixtures("believed")
def test_a_certificate_for_another_name_is_not_believed(secure: FakeNet) -> None:
    places = [f"other.test:{secure.port}:127.0.0.1"]
    with Door(allow_networks=LOOPBACK, user_agent="t", resolve=places) as door:
        assert error_of(door, secure.address("/x", host="other.test")).code == "tls"


def test_a_server_that_speaks_no_tls_is_a_tls_error(net: FakeNet, door: Door) -> None:
    address = net.address("/x").replace("http:", "https:")
    assert error_of(door, address).code in {"tls", "timed_out"}


def test_there_is_always_somebody_to_believe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere.pem"))
    certificates.cache_clear()
    assert b"BEGIN CERTIFICATE" in Path(certificates()).read_bytes()
    certificates.cache_clear()
