"""A stand-in for the customs service: the European Central Bank's reference rates as XML.

    python customs.py eurofxref-hist.zip

prints ``{"port": …, "pid": …}`` when it serves on 127.0.0.1 and then runs in the background, in a
session of its own, until 15 minutes after the last request for rates.

    GET /rates?currency=USD&week=2024-W05   the rates of one currency and one ISO week
    GET /count                              how many requests there were, as JSON

Like the real thing it is slow at times and fails at times. Which requests are concerned follows
from currency and week alone, so every run meets the same ones: about one in 32 takes
three quarters of a second, another one in 32 is answered with 503 the first time. And it wakes
slowly: the currency and week that it is asked for first, or first after 20 seconds of silence, is
answered with 503 three times. Whoever tries three times in place gives up, and is lucky later.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import re
import signal
import sys
import threading
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOW_SECONDS = 0.75
ONE_IN = 32
# After so many seconds without a request, the first one has to be asked again and again.
SILENCE_SECONDS = 20
WAKING_FAILURES = 3


def load(path):
    """Currency to day to rate, from the ECB's CSV or the ZIP file that holds it."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            text = archive.read(archive.namelist()[0]).decode()
    else:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    header, *lines = csv.reader(io.StringIO(text))
    rates = {currency.strip(): {} for currency in header[1:] if currency.strip()}
    for day, *values in lines:
        for currency, rate in zip(header[1:], values, strict=False):
            if rate and rate != "N/A":
                rates[currency][date.fromisoformat(day)] = rate
    return rates


def mood(currency, week):
    """Whether the service is "slow", "failing" (once) or "well" for this request."""
    digest = hashlib.sha256(f"{currency} {week}".encode()).digest()
    return {0: "slow", 1: "failing"}.get(digest[0] % ONE_IN, "well")


def monday_of(week):
    """The first day of an ISO week such as 2024-W05; ValueError if there is no such week."""
    match = re.fullmatch(r"(\d{4})-W(\d{2})", week)
    if not match:
        raise ValueError(f"not a week: {week}")
    return date.fromisocalendar(int(match[1]), int(match[2]), 1)


class Customs(ThreadingHTTPServer):
    """The service and what it remembers between requests."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, rates):
        super().__init__(("127.0.0.1", 0), Handler)
        self.rates = rates
        self.lock = threading.Lock()
        self.failed = set()
        self.waking, self.waking_failures = None, 0
        self.counts = {"requests": 0, "failed": 0, "slow": 0}
        self.last_request = time.monotonic()

    def count(self, what):
        with self.lock:
            self.counts[what] += 1

    def fails_now(self, key):
        """Whether this request is one of those that fail."""
        with self.lock:
            now = time.monotonic()
            if self.waking is None or now - self.last_request > SILENCE_SECONDS:
                self.waking, self.waking_failures = key, WAKING_FAILURES
            self.last_request = now
            if key == self.waking and self.waking_failures > 0:
                self.waking_failures -= 1
                return True
            if mood(*key) != "failing" or key in self.failed:
                return False
            self.failed.add(key)
            return True

    def serve_until_idle(self, idle_seconds):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        while (left := self.last_request + idle_seconds - time.monotonic()) > 0:
            time.sleep(left)
        self.shutdown()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/count":
            with self.server.lock:
                counts = dict(self.server.counts)
            self.reply(200, "application/json", json.dumps(counts).encode())
        elif url.path == "/rates":
            self.rates(dict(urllib.parse.parse_qsl(url.query)))
        else:
            self.reply(404, "text/plain", b"no such path\n")

    def rates(self, query):
        self.server.count("requests")
        currency, week = query.get("currency", ""), query.get("week", "")
        try:
            monday = monday_of(week)
        except ValueError as error:
            return self.reply(400, "text/plain", f"{error}\n".encode())
        if currency not in self.server.rates:
            return self.reply(404, "text/plain", b"no such currency\n")
        if self.server.fails_now((currency, week)):
            self.server.count("failed")
            return self.reply(503, "text/plain", b"the service is busy, try again\n")
        if mood(currency, week) == "slow":
            self.server.count("slow")
            time.sleep(SLOW_SECONDS)
        return self.reply(200, "application/xml", self.document(currency, week, monday))

    def document(self, currency, week, monday):
        root = ElementTree.Element("rates", base="EUR", currency=currency, week=week)
        for day in (monday + timedelta(days=n) for n in range(7)):
            if day in self.server.rates[currency]:
                rate = ElementTree.SubElement(root, "rate", day=day.isoformat())
                rate.text = self.server.rates[currency][day]
        return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)

    def reply(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nobody reads the standard streams once the service serves."""


def leave_session():
    """Makes the process independent of the terminal and of whoever started it.

    A process that already leads a session of its own stays as it is. Any other goes on as a
    child, so that the shell or script that started it has its prompt back.
    """
    if os.getpid() == os.getsid(0):
        return
    if os.fork():
        os._exit(0)
    os.setsid()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def let_go_of_streams():
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", help="eurofxref-hist.zip, or the CSV in it")
    parser.add_argument("--idle-seconds", type=float, default=15 * 60, metavar="N")
    args = parser.parse_args()
    leave_session()
    customs = Customs(load(args.data))
    print(json.dumps({"port": customs.server_port, "pid": os.getpid()}), flush=True)
    let_go_of_streams()
    customs.serve_until_idle(args.idle_seconds)


if __name__ == "__main__":
    sys.exit(main())
