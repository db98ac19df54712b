"""Hostile packages: refused in AWS's words, with bounded memory, and nothing of them is left."""

import contextlib
import io
import os
import struct
import warnings
import zipfile
import zlib

import pytest
from botocore.exceptions import ClientError

from conftest import eventually
from raw import Peak

ROLE = "arn:aws:iam::000000000000:role/r"
BROKEN = "Could not unzip uploaded file. Please check your file, then try to upload again."
TOO_LARGE = "Unzipped size must be smaller than 262144000 bytes"
EMPTY = "Uploaded file must be a non-empty zip"
FILE, LINK = 0o100_755, 0o120_777


def packed(*entries, method=zipfile.ZIP_STORED):
    """A zip of entries: name, data, mode."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package, warnings.catch_warnings():
        # Of a name that is there twice.
        warnings.simplefilter("ignore")
        for name, data, *mode in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (mode[0] if mode else FILE) << 16
            entry.compress_type = method
            package.writestr(entry, data)
    return out.getvalue()


GOOD = packed(("bootstrap", "#!/bin/sh\n"))


def renamed(name):
    """The only entry under a name that Python's zipfile would put in order."""
    placeholder = b"x" * len(name)
    return packed((placeholder.decode(), "data")).replace(placeholder, name)


def changed(package, old, new):
    assert old in package
    return package.replace(old, new)


def zeros(count, megabytes):
    """So many files of zeros, each of so many megabytes: small until it is unpacked."""
    part = bytes(1 << 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(count):
            with package.open(f"zeros{number}", "w") as file:
                for _ in range(megabytes):
                    file.write(part)
    return out.getvalue()


def lying():
    """The sizes that it names are those of an empty file."""
    package = zeros(1, 251)
    size = struct.pack("<I", 251 << 20)
    return changed(package, size, struct.pack("<I", 0))


def overlapping():
    """One compressed file under ten thousand names: 10 GB in less than a megabyte."""
    data = bytes(1 << 20)
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = compressor.compress(data) + compressor.flush()
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, zlib.crc32(data), len(body), len(data), 5, 0)
    local = b"PK\x03\x04" + common + b"00000" + body
    directory = b"".join(
        b"PK\x01\x02\x14\x03" + common + bytes(6) + struct.pack("<II", FILE << 16, 0) + b"%05d" % number
        for number in range(10_000)
    )
    return local + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 10_000, 10_000, len(directory), len(local), 0)


HOSTILE = {
    "a name that climbs": lambda: (renamed(b"../app.py"), BROKEN),
    "a name that climbs from a folder": lambda: (renamed(b"a/../../app.py"), BROKEN),
    "an absolute name": lambda: (renamed(b"/tmp/app.py"), BROKEN),
    "a name with a null": lambda: (renamed(b"app\0py"), BROKEN),
    "a name twice": lambda: (packed(("app.py", "1"), ("app.py", "2")), BROKEN),
    "a name twice, written otherwise": lambda: (packed(("a/app.py", "1"), ("a//app.py", "2")), BROKEN),
    "a file below a file": lambda: (packed(("a", "1"), ("a/b", "2")), BROKEN),
    "a link to an absolute path": lambda: (packed(("a", "/etc/passwd", LINK)), BROKEN),
    "a link that climbs": lambda: (packed(("a/b", "../../etc", LINK)), BROKEN),
    "a link that climbs through another": lambda: (packed(("a", "b/c", LINK), ("b/c", "..", LINK), ("d", "a/../x", LINK)), BROKEN),
    "a file below a link": lambda: (packed(("a", "/etc", LINK), ("a/passwd", "root::0:0")), BROKEN),
    "a link to itself": lambda: (packed(("a", "a", LINK)), BROKEN),
    "a wrong checksum": lambda: (changed(packed(("app.py", "1234567")), b"1234567", b"1234568"), BROKEN),
    "no zip": lambda: (b"PK\x03\x04 and no more", BROKEN),
    "half a zip": lambda: (GOOD[: len(GOOD) // 2], BROKEN),
    "no entries": lambda: (packed(), EMPTY),
    "65,536 entries": lambda: (packed(*((f"{number:x}", "") for number in range(65_536))), BROKEN),
    "251 MB in one file": lambda: (zeros(1, 251), TOO_LARGE),
    "260 MB in 26 files": lambda: (zeros(26, 10), TOO_LARGE),
    "251 MB that say they are nothing": lambda: (lying(), None),
    "10 GB that overlap": lambda: (overlapping(), None),
}


@pytest.fixture
def cache(tmp_path):
    """A cache of the test's own, which has what is costly to make."""
    own = tmp_path / "cache" / "hamsu"
    own.mkdir(parents=True)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    for name in os.listdir(f"{base}/hamsu"):
        if name != "code":
            (own / name).symlink_to(f"{base}/hamsu/{name}")
    return own


def refused(call, **members):
    with pytest.raises(ClientError) as caught:
        call(**members)
    response = caught.value.response
    status = response["ResponseMetadata"]["HTTPStatusCode"]
    return response["Error"]["Code"], status, response["Error"]["Message"]


def create(client, name, package):
    return client.create_function(
        FunctionName=name, Runtime="provided.al2023", Role=ROLE, Handler="x", Code={"ZipFile": package}
    )


def test_hostile_packages_are_refused_and_leave_nothing_behind(hamsu, cache):
    server = hamsu(env={"XDG_CACHE_HOME": str(cache.parent)})
    client = server.client("lambda")
    create(client, "good", GOOD)
    eventually(lambda: client.get_function_configuration(FunctionName="good")["State"] == "Active")
    sound = client.get_function_configuration(FunctionName="good")["CodeSha256"]
    left = lambda: sorted(path.name for path in (cache / "code").iterdir())
    [unpacked] = left()
    blobs = lambda: sorted(path.name for path in (server.data / "blobs").rglob("*") if path.is_file())
    kept = blobs()
    for what, make in HOSTILE.items():
        package, says = make()
        peak = Peak(server)
        for call in (
            lambda: create(client, "hostile", package),
            lambda: client.update_function_code(FunctionName="good", ZipFile=package),
        ):
            code, status, message = refused(call)
            assert (code, status) == ("InvalidParameterValueException", 400), (what, code, message)
            assert message.startswith(says or (BROKEN, TOO_LARGE)), (what, message)
        # The package, its base64 and what goes with them; never what it unpacks to.
        assert peak.grown() < 40 + len(package) * 6 / (1 << 20), (what, len(package), peak.grown())
        assert left() == [unpacked], what
        assert blobs() == kept, what
    assert [found["FunctionName"] for found in client.list_functions()["Functions"]] == ["good"]
    assert client.get_function_configuration(FunctionName="good")["CodeSha256"] == sound


def test_packages_at_the_limits_are_taken(hamsu, cache):
    client = hamsu(env={"XDG_CACHE_HOME": str(cache.parent)}).client("lambda")
    create(client, "large", zeros(25, 10))
    create(client, "many", packed(*((f"{number:x}", "") for number in range(65_535))))
    create(client, "links", packed(("bootstrap", "bin/run", LINK), ("bin/run", "#!/bin/sh\n"), ("bin/up", "../bin", LINK)))


def test_a_package_of_more_than_fifty_megabytes_is_refused_as_too_large(hamsu):
    server = hamsu()
    client, peak = server.client("lambda"), Peak(server)
    package = packed(("data", os.urandom(50 << 20)))
    code, status, message = refused(lambda: create(client, "large", package))
    assert (code, status) == ("RequestEntityTooLargeException", 413)
    assert message == "Request must be smaller than 70167211 bytes for the CreateFunction operation"
    assert peak.grown() < 250, peak.grown()
    with contextlib.suppress(ConnectionError):
        assert refused(lambda: create(client, "larger", package + bytes(3 << 20)))[1] == 413
