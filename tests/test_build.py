"""`hamsu build`: packages and layers that are made inside a sandbox, and that then run."""

import base64
import hashlib
import os
import subprocess
import zipfile

import pytest

from test_layers import PYTHON, ROLE, create, invoke

TAG = "cp" + PYTHON.removeprefix("python").replace(".", "")


def wheel(folder, name, tag, files):
    """A wheel, as pip takes it from a folder."""
    info = f"{name}-1.0.dist-info"
    files = dict(files)
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: {tag}\n"
    record = []
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record.append(f"{path},sha256={digest},{len(text)}")
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,"]) + "\n"
    with zipfile.ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)


@pytest.fixture
def place(tmp_path):
    """A folder of wheels that stands in for an index, and sources."""
    (tmp_path / "wheels").mkdir()
    # As those of an index: everybody may read them.
    tmp_path.chmod(0o755)
    for tag in (f"{TAG}-{TAG}-win_amd64", f"{TAG}-{TAG}-macosx_11_0_arm64", "cp39-cp39-manylinux_2_17_x86_64",
                f"{TAG}-{TAG}-manylinux_2_17_x86_64", f"{TAG}-{TAG}-manylinux_2_17_aarch64"):
        wheel(tmp_path / "wheels", "native", tag, {"native/__init__.py": f"TAG = '{tag}'\n"})
    wheel(tmp_path / "wheels", "pure", "py3-none-any", {"pure.py": "import native\nTAG = native.TAG\n"})
    (tmp_path / "limits.txt").write_text("pure<2\n")
    (tmp_path / "requirements.txt").write_text("-c limits.txt\npure==1.0\nnative\n")
    source = tmp_path / "source"
    (source / "lib" / "__pycache__").mkdir(parents=True)
    (source / ".git").mkdir()
    (source / ".git" / "config").write_text("no")
    (source / "lib" / "__pycache__" / "x.pyc").write_text("no")
    (source / "lib" / "__init__.py").write_text("NAME = 'own'\n")
    (source / "app.py").write_text(
        "import lib, pure\ndef handler(event, context):\n    return [lib.NAME, pure.TAG]\n"
    )
    (source / "run.sh").write_text("#!/bin/sh\n")
    (source / "run.sh").chmod(0o755)
    (source / "link.sh").symlink_to("run.sh")
    return tmp_path


def build(binary, place, *args, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment.update(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(place / "wheels"), **variables)
    return subprocess.run(
        [binary, "build", *args], cwd=place, env=environment, capture_output=True, text=True, timeout=120
    )


def good(binary, place, *args, **variables):
    told = build(binary, place, *args, **variables)
    assert told.returncode == 0, told.stderr
    return told


def test_a_package_matches_its_runtime_and_the_same_files_are_the_same_bytes(hamsu_binary, hamsu, place):
    args = ["--runtime", PYTHON, "-r", "requirements.txt"]
    told = good(hamsu_binary, place, *args, "-o", "one.zip", "source")
    assert told.stdout == "" and "Successfully installed" in told.stderr
    assert "built for" not in told.stderr
    with zipfile.ZipFile(place / "one.zip") as archive:
        names = archive.namelist()
        modes = {entry.filename: entry.external_attr >> 16 for entry in archive.infolist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("link.sh") == b"run.sh"
    assert names == sorted(names)
    assert {"app.py", "lib/__init__.py", "pure.py", "native/__init__.py"} < set(names)
    assert not [name for name in names if "git" in name or "pyc" in name]
    assert (modes["run.sh"], modes["app.py"]) == (0o100755, 0o100644)
    assert modes["link.sh"] & 0o170000 == 0o120000
    for path in (place / "source").rglob("*"):
        if not path.is_symlink():
            os.utime(path, (1, 1))
    good(hamsu_binary, place, *args, "-o", "two.zip", "source", TZ="Asia/Seoul")
    assert (place / "one.zip").read_bytes() == (place / "two.zip").read_bytes()

    client = hamsu().client("lambda")
    package = (place / "one.zip").read_bytes()
    create(client, "f", [], Code={"ZipFile": package})
    assert invoke(client, "f") == ["own", f"{TAG}-{TAG}-manylinux_2_17_x86_64"]


def test_a_layer_has_everything_under_python(hamsu_binary, hamsu, place):
    args = ["--runtime", PYTHON, "--layer", "-r", "requirements.txt", "-o", "layer.zip"]
    good(hamsu_binary, place, *args)
    with zipfile.ZipFile(place / "layer.zip") as archive:
        assert all(name.startswith("python/") for name in archive.namelist())
    server = hamsu()
    client = server.client("lambda")
    layer = client.publish_layer_version(
        LayerName="l", Content={"ZipFile": (place / "layer.zip").read_bytes()}, CompatibleRuntimes=[PYTHON]
    )["LayerVersionArn"]
    create(client, "f", [layer], "import pure\ndef handler(event, context):\n    return pure.TAG\n")
    assert invoke(client, "f") == f"{TAG}-{TAG}-manylinux_2_17_x86_64"
    assert server.hamsu("doctor", "f").returncode == 0
    # Of one's own files alone: nothing is installed.
    told = good(hamsu_binary, place, "--runtime", PYTHON, "--layer", "-o", "own.zip", "source/lib")
    assert "install" not in told.stderr
    with zipfile.ZipFile(place / "own.zip") as archive:
        assert archive.namelist() == ["python/__init__.py"]


def test_ones_own_files_go_before_those_of_packages(hamsu_binary, place):
    (place / "source" / "pure.py").write_text("TAG = 'mine'\n")
    told = good(hamsu_binary, place, "--runtime", PYTHON, "-r", "requirements.txt", "-o", "o.zip", "source")
    assert "pure.py of the directory goes before that of a package" in told.stderr
    with zipfile.ZipFile(place / "o.zip") as archive:
        assert archive.read("pure.py") == b"TAG = 'mine'\n"


def test_what_cannot_be_built_is_told_by_exit_code_and_leaves_what_was_there(hamsu_binary, place):
    (place / "o.zip").write_text("before")
    (place / "nothing.txt").write_text("nowhere-to-be-found\n")
    told = build(hamsu_binary, place, "--runtime", PYTHON, "-r", "nothing.txt", "-o", "o.zip")
    assert told.returncode == 1
    assert "nowhere-to-be-found" in told.stderr and "pip failed with exit code 1" in told.stderr
    (place / "local.txt").write_text("./source\n")
    told = build(hamsu_binary, place, "--runtime", PYTHON, "-r", "local.txt", "-o", "o.zip")
    assert told.returncode == 1 and "`./source` is a file of this machine" in told.stderr
    (place / "source" / "out").symlink_to("/etc/passwd")
    told = build(hamsu_binary, place, "--runtime", PYTHON, "-o", "o.zip", "source")
    assert told.returncode == 1 and "leads out of source" in told.stderr
    assert (place / "o.zip").read_text() == "before"
    for wrong in (
        ["--runtime", PYTHON, "-o", "o.zip"],
        ["--runtime", PYTHON, "-o", "o.zip", "nowhere"],
        ["--runtime", PYTHON, "-o", "no/where/o.zip", "source"],
        ["--runtime", PYTHON, "-r", "none.txt", "-o", "o.zip"],
        ["--runtime", "python2.7", "-o", "o.zip", "source"],
        ["--runtime", "provided.al2023", "-o", "o.zip", "source"],
        ["--runtime", PYTHON, "source"],
    ):
        told = build(hamsu_binary, place, *wrong)
        assert told.returncode == 2, (wrong, told.stderr)
    assert (place / "o.zip").read_text() == "before"
    assert sorted(path.name for path in place.glob(".*")) == []
