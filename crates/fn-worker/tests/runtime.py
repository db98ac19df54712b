#!/var/lang/bin/python3
"""A runtime of the tests' own, from Python's standard library alone. It does what events say."""
import http.client
import json
import os
import signal
import socket
import sys
import threading
import time

HOST = os.environ["AWS_LAMBDA_RUNTIME_API"]
BASE = "/2018-06-01/runtime/"
client = http.client.HTTPConnection(HOST)
seen = []


def call(method, path, body=None, headers={}):
    client.request(method, BASE + path, body, headers)
    answer = client.getresponse()
    return answer.status, answer.headers, answer.read()


def post(path, value, headers={}):
    status, _, body = call("POST", path, json.dumps(value), headers)
    return [status, json.loads(body)]


init = os.environ.get("INIT", "")
if init == "error":
    print("cannot import", flush=True)
    post("init/error", {"errorType": "Runtime.ImportModuleError", "errorMessage": "no module"},
         {"Lambda-Runtime-Function-Error-Type": "Runtime.ImportModuleError"})
    sys.exit(1)
if init == "exit":
    sys.exit(7)
if init == "hang":
    time.sleep(600)
if init == "slow":
    time.sleep(0.6)


def raw(request):
    """Send bytes as they are and return all that comes back."""
    with socket.create_connection(HOST.split(":")) as connection:
        connection.sendall(request)
        answer = b""
        while data := connection.recv(65536):
            answer += data
        return answer.decode()


def work(headers, event, rid):
    action = event.get("do", "echo")
    if action == "echo":
        names = ["Deadline-Ms", "Invoked-Function-Arn", "Trace-Id", "Client-Context"]
        return {
            "event": event, "pid": os.getpid(), "seen": seen, "port": HOST.split(":")[1],
            "headers": {name: headers["Lambda-Runtime-" + name] for name in names},
            "env": dict(os.environ), "cwd": os.getcwd(), "now_ms": int(time.time() * 1000),
        }
    if action == "error":
        post(f"invocation/{rid}/error", {"errorType": "ValueError", "errorMessage": "no"})
        return None
    if action == "sleep":
        print("sleeping", end="", flush=True)
        time.sleep(event["seconds"])
    if action == "exit":
        print("last words", end="", flush=True)
        os._exit(event["code"])
    if action == "signal":
        os.kill(os.getpid(), event["signal"])
        time.sleep(5)
    if action == "twice":
        for text in ["first", "second"]:
            seen.append(post(f"invocation/{rid}/response", text))
        return None
    if action == "other":
        seen.append(post("invocation/00000000-0000-0000-0000-000000000000/response", "x"))
        seen.append([call("GET", "invocation/next")[0]])
        seen.append(post("init/error", {}))
        seen.append([call("GET", "nothing")[0], call("DELETE", "invocation/next")[0]])
        return seen
    if action == "large":
        body = b" " * event["bytes"]
        status, _, answer = call("POST", f"invocation/{rid}/response", body)
        seen.append([status, json.loads(answer)])
        return None
    if action == "chunks":
        head = f"POST {BASE}invocation/{rid}/response HTTP/1.1\r\nHost: x\r\n"
        head += "Connection: close\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
        seen.append(raw(head.encode() + b'5\r\n["abc\r\n2;x=y\r\n"]\r\n0\r\n\r\n'))
        return None
    if action == "broken":
        head = f"POST {BASE}invocation/{rid}/response HTTP/1.1\r\nContent-Length: 100\r\n\r\n"
        with socket.create_connection(HOST.split(":")) as connection:
            connection.sendall(head.encode() + b'"half')
        # Whoever hung up may try again, once that has been noticed.
        while (answer := post(f"invocation/{rid}/response", "whole"))[0] == 403:
            pass
        return None
    if action == "print":
        piece = (b"x" * 99 + b"\n") * 10000
        for _ in range(event["bytes"] // len(piece)):
            os.write(1, piece)
    if action == "lines":
        for number in range(event["count"]):
            os.write(1 + number % 2, b"line %d\n" % number)
        os.write(2, b"begun")
    if action == "fork":
        made = 0
        for _ in range(event["count"]):
            if os.fork() == 0:
                os.setsid()
                for number in range(1, 32):
                    if number not in (9, 17, 19):
                        signal.signal(number, signal.SIG_IGN)
                time.sleep(600)
            made += 1
        time.sleep(event.get("seconds", 0))
        return made
    if action == "file":
        with open("/tmp/file", "wb") as file:
            for _ in range(event["mb"]):
                file.write(b"x" * (1 << 20))
    if action == "memory":
        held = []
        while True:
            held.append(bytearray(1 << 20))
    if action == "knock":
        try:
            connection = http.client.HTTPConnection("127.0.0.1", event["port"], timeout=20)
            connection.request("GET", BASE + "invocation/next")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
    if action == "count":
        def tick():
            while True:
                with open("/tmp/ticks", "a") as file:
                    file.write(".")
                time.sleep(0.001)
        threading.Thread(target=tick, daemon=True).start()
    if action == "late":
        post(f"invocation/{rid}/response", "soon")
        time.sleep(0.5)
        return None
    if action == "leave":
        # Answers, and is gone before it asks for another event.
        post(f"invocation/{rid}/response", "bye")
        os._exit(0)
    return action


while True:
    status, headers, body = call("GET", "invocation/next")
    rid = headers["Lambda-Runtime-Aws-Request-Id"]
    answer = work(headers, json.loads(body), rid)
    if answer is not None:
        post(f"invocation/{rid}/response", answer)
