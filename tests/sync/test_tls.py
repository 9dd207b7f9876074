# SPDX-License-Identifier: EUPL-1.2
"""Nothing is said to a server whose certificate is not the right one."""

import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.proxy import BreakingLine, Said, breaking_line
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import ServerUnreachable
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import Page
from welfare_desk.sync.transport import Limits, Transport

PAGE = Page(epoch=1, rows=(), results=(), next_cursor=0, last=True, answered_seq=0, total_left=0)
DAY = datetime.timedelta(days=1)


class Authority:
    """An own authority that signs certificates for a loopback server."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.datetime.now(datetime.UTC)
        made = self._builder(self._name, self._key, now - 2 * DAY, now + 30 * DAY)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        made = made.add_extension(
            x509.KeyUsage(*(place in (5, 6) for place in range(9))), critical=True
        )
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(
            made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        )

    def _builder(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        since: datetime.datetime,
        until: datetime.datetime,
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
        )

    def context(self, address: str, days: int) -> ssl.SSLContext:
        """Return what a server of that address serves with, valid for so many days."""
        key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.datetime.now(datetime.UTC)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        made = self._builder(name, key, now - 10 * DAY, now + days * DAY).add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]),
            critical=False,
        )
        pem = made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        pem += key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path = self.folder / "server.pem"
        path.write_bytes(pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "ours")


@pytest.fixture
def line() -> Iterator[BreakingLine]:
    with breaking_line(choose=lambda method, path: Said(200, to_frame(PAGE))) as line:
        yield line


def _pulled(line: BreakingLine, clock: FixedClock, ca_file: str) -> Page:
    url = line.url.replace("http:", "https:")
    wire = Transport(url, clock, Limits(connect=3, read=3, whole=3), ca_file)
    try:
        return wire.pull(1, 0)
    finally:
        wire.close()


def test_server_of_the_named_authority_is_spoken_to(
    line: BreakingLine, authority: Authority, clock: FixedClock
) -> None:
    line.protect(authority.context("127.0.0.1", 10))
    assert _pulled(line, clock, str(authority.file)) == PAGE


def test_server_of_another_authority_hears_nothing(
    line: BreakingLine, authority: Authority, clock: FixedClock, tmp_path: Path
) -> None:
    other = Authority(tmp_path, "another")
    line.protect(authority.context("127.0.0.1", 10))
    for ca_file in (str(other.file), "", str(tmp_path / "missing.pem")):
        with pytest.raises(ServerUnreachable):
            _pulled(line, clock, ca_file)
    assert line.seen == []


@pytest.mark.parametrize(("address", "days"), [("127.0.0.1", -1), ("127.0.0.2", 10)])
def test_expired_certificate_or_one_of_another_host_hears_nothing(
    line: BreakingLine, authority: Authority, clock: FixedClock, address: str, days: int
) -> None:
    line.protect(authority.context(address, days))
    with pytest.raises(ServerUnreachable):
        _pulled(line, clock, str(authority.file))
    assert line.seen == []


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_protocol_hears_nothing(
    line: BreakingLine, authority: Authority, clock: FixedClock
) -> None:
    context = authority.context("127.0.0.1", 10)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    line.protect(context)
    with pytest.raises(ServerUnreachable):
        _pulled(line, clock, str(authority.file))
    assert line.seen == []


def test_server_without_protection_hears_nothing(line: BreakingLine, clock: FixedClock) -> None:
    with pytest.raises(ServerUnreachable):
        _pulled(line, clock, "")
    assert line.seen == []
