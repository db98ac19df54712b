"""The floor of a call: a handler, JSON and a socket, nothing else."""

import json
import struct
import sys

sys.path.insert(0, sys.argv[1])
import echo

source, sink = sys.stdin.buffer, sys.stdout.buffer
while head := source.read(4):
    event = json.loads(source.read(struct.unpack("<I", head)[0]))
    answer = json.dumps(echo.handler(event, None)).encode()
    sink.write(struct.pack("<I", len(answer)) + answer)
    sink.flush()
