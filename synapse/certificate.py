"""Writes a key and a certificate signed by itself: certificate.py DIRECTORY. Synapse brings the library along."""

import datetime
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

directory = pathlib.Path(sys.argv[1])
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
today = datetime.datetime.now(datetime.timezone.utc)
certificate = (
    x509.CertificateBuilder()
    .subject_name(name)
    .issuer_name(name)
    .public_key(key.public_key())
    .serial_number(x509.random_serial_number())
    .not_valid_before(today - datetime.timedelta(days=1))
    .not_valid_after(today + datetime.timedelta(days=365))
    .sign(key, hashes.SHA256())
)
(directory / "tls.key").write_bytes(
    key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
)
(directory / "tls.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
