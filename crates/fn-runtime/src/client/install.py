"""Runs inside a sandbox: lets pip install into a folder and writes that folder to standard output
as a zip. What pip says goes to standard error."""

import os
import shutil
import subprocess
import sys
import zipfile

OUT = "/tmp/out"
ZIP = "/tmp/out.zip"


def main(requirements):
    pip = [sys.executable, "-m", "pip", "install", "--target", OUT, "--no-compile", "--no-input"]
    rules = ["--progress-bar", "off", "--no-warn-script-location"]
    told = subprocess.call(pip + rules + ["--requirement", requirements], stdout=2, cwd="/tmp")
    if told != 0:
        return told
    os.makedirs(OUT, exist_ok=True)
    with zipfile.ZipFile(ZIP, "w", zipfile.ZIP_STORED) as archive:
        for folder, _, files in os.walk(OUT):
            for name in files:
                path = os.path.join(folder, name)
                # Of a date that a zip can hold, whatever the file's own is.
                entry = zipfile.ZipInfo(os.path.relpath(path, OUT))
                executable = os.stat(path).st_mode & 0o111
                entry.external_attr = (0o100755 if executable else 0o100644) << 16
                with open(path, "rb") as source, archive.open(entry, "w") as target:
                    shutil.copyfileobj(source, target)
    with open(ZIP, "rb") as source:
        shutil.copyfileobj(source, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return 0


sys.exit(main(sys.argv[1]))
