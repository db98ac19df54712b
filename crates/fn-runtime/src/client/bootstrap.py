"""hamsu's runtime client for Python: asks for events, calls the handler, answers.

It speaks the Lambda Runtime API of 2018-06-01 over one bare socket and knows nothing that is
hamsu's own. Errors are told as AWS tells them. What a module costs at start decides what is
imported: `logging` and `traceback` only where they are needed, `_socket` without its wrapper.
"""

import os
import sys

TASK = os.environ.get("LAMBDA_TASK_ROOT") or "/var/task"
HERE = os.path.dirname(os.path.abspath(__file__))
# As it stands in the frames of this file.
THIS_FILE = (lambda: None).__code__.co_filename


def search_path():
    """The package and the layers first, what the platform provides last."""
    layers = "/opt/python/lib/python%d.%d/site-packages" % sys.version_info[:2]
    places = [TASK, layers, "/opt/python"]
    # Ours would hide a `bootstrap` of the function's.
    sys.path[:] = places + [place for place in sys.path if place != HERE]
    sys.path.append(HERE + "/site")
    for place in places:
        try:
            has_paths = any(name.endswith(".pth") for name in os.listdir(place))
        except OSError:
            continue
        if has_paths:
            import site

            site.addsitedir(place)
    try:
        os.chdir(TASK)
    except OSError:
        pass


search_path()

import _socket  # noqa: E402
import json  # noqa: E402
import time  # noqa: E402

PREFIX = "/2018-06-01/runtime/"
RECEIVE_BYTES = 1 << 16


class RuntimeApi:
    """One connection to the Runtime API, kept open; made anew where a function has closed it."""

    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self.address = (host.strip("[]"), int(port))
        self.family = _socket.AF_INET6 if ":" in host else _socket.AF_INET
        self.host = address
        self.ask = self.head("GET", "invocation/next", "")
        self.rest = b""
        self.socket = None
        self.connect()

    def connect(self):
        if self.socket is not None:
            # Not closed: if a function has closed it, the number may be another file's by now.
            self.socket.detach()
        self.rest = b""
        self.socket = _socket.socket(self.family, _socket.SOCK_STREAM)
        # Functions may have set a default for new sockets.
        self.socket.settimeout(None)
        self.socket.connect(self.address)
        self.socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self.identity = self.look()

    def look(self):
        """What the socket's number stands for now."""
        told = os.fstat(self.socket.fileno())
        return told.st_dev, told.st_ino

    def head(self, method, path, headers):
        text = "%s %s%s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
        return (text % (method, PREFIX, path, self.host, headers)).encode()

    def exchange(self, head, body=b""):
        """Send a request and receive its answer. Once more, if the connection is gone."""
        try:
            if self.look() != self.identity:
                raise OSError("the connection's number belongs to another file")
            return self.send(head, body)
        except OSError:
            self.connect()
            return self.send(head, body)

    def send(self, head, body):
        if len(body) > RECEIVE_BYTES:
            self.socket.sendall(head)
            self.socket.sendall(body)
        else:
            self.socket.sendall(head + body)
        return self.receive()

    def receive(self):
        """One answer: its status, headers and body."""
        data = self.rest
        end = data.find(b"\r\n\r\n")
        while end < 0:
            data += self.more()
            end = data.find(b"\r\n\r\n")
        lines = data[:end].decode("utf-8", "replace").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        body, self.rest = self.body(data[end + 4 :], int(headers.get("content-length") or 0))
        return int(lines[0].split(" ", 2)[1]), headers, body

    def body(self, data, length):
        if len(data) >= length:
            return data[:length], data[length:]
        whole = bytearray(length)
        whole[: len(data)] = data
        view = memoryview(whole)
        count = len(data)
        while count < length:
            received = self.socket.recv_into(view[count:])
            if not received:
                raise ConnectionError("the Runtime API closed the connection")
            count += received
        return whole, b""

    def more(self):
        data = self.socket.recv(RECEIVE_BYTES)
        if not data:
            raise ConnectionError("the Runtime API closed the connection")
        return data

    def next(self):
        status, headers, body = self.exchange(self.ask)
        if status != 200:
            raise ConnectionError("the Runtime API answered %d to a request for events" % status)
        return headers, body

    def post(self, path, body, headers=""):
        headers += "Content-Type: application/json\r\nContent-Length: %d\r\n" % len(body)
        status, _, _ = self.exchange(self.head("POST", path, headers), body)
        # Below that the platform has already decided what becomes of the invocation: an answer
        # that is too large or too late. The next event may be another matter.
        if status >= 500:
            raise ConnectionError("the Runtime API answered %d" % status)


class CognitoIdentity:
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]

    def __init__(self, given):
        self.cognito_identity_id = given.get("cognitoIdentityId")
        self.cognito_identity_pool_id = given.get("cognitoIdentityPoolId")

    def __repr__(self):
        return show(self, self.__slots__)


class Client:
    __slots__ = [
        "installation_id",
        "app_title",
        "app_version_name",
        "app_version_code",
        "app_package_name",
    ]

    def __init__(self, given):
        for name in self.__slots__:
            setattr(self, name, given.get(name))

    def __repr__(self):
        return show(self, self.__slots__)


class ClientContext:
    __slots__ = ["custom", "env", "client"]

    def __init__(self, given):
        self.custom = given.get("custom")
        self.env = given.get("env")
        client = given.get("client")
        self.client = None if client is None else Client(client)

    def __repr__(self):
        return show(self, self.__slots__)


def show(value, names):
    fields = ",".join("%s=%s" % (name, getattr(value, name)) for name in names)
    return "%s([%s])" % (type(value).__name__, fields)


class LambdaContext:
    """What the handler is told besides the event."""

    def __init__(self, headers):
        environment = os.environ.get
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.log_group_name = environment("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environment("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = environment("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = environment("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = environment("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.client_context = None
        given = parse_header(headers, "lambda-runtime-client-context", "Client Context")
        if given is not None:
            self.client_context = ClientContext(given)
        given = parse_header(headers, "lambda-runtime-cognito-identity", "Cognito Identity")
        self.identity = CognitoIdentity(given or {})
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        self._epoch_deadline_time_in_ms = int(headers.get("lambda-runtime-deadline-ms") or 0)

    def get_remaining_time_in_millis(self):
        left = self._epoch_deadline_time_in_ms - int(time.time() * 1000)
        return max(left, 0)

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        return show(self, [name for name in vars(self) if not name.startswith("_")])


class Fault(Exception):
    """What AWS tells with an error type of its own and without frames."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.trace = list(trace)


def parse_header(headers, name, title):
    text = headers.get(name)
    if not text:
        return None
    try:
        given = json.loads(text)
        if not isinstance(given, dict):
            raise ValueError
        return given
    except ValueError:
        message = "Unable to parse %s JSON" % title
        raise Fault("Runtime.LambdaContextUnmarshalError", message) from None


def load_handler(name):
    """The function behind `module.function` or `folder/module.function`."""
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        message = "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name
        raise Fault("Runtime.MalformedHandlerName", message)
    if module_name.split(".")[0] in sys.builtin_module_names:
        message = "Cannot use built-in module %s as a handler module" % module_name
        raise Fault("Runtime.BuiltInModuleConflict", message)
    import importlib

    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        message = "Unable to import module '%s': %s" % (module_name, error)
        raise Fault("Runtime.ImportModuleError", message) from None
    except SyntaxError as error:
        trace = '  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text or "")
        message = "Syntax error in module '%s': %s" % (module_name, error)
        raise Fault("Runtime.UserCodeSyntaxError", message, [trace]) from None
    try:
        return getattr(module, function_name)
    except AttributeError:
        message = "Handler '%s' missing on module '%s'" % (function_name, module_name)
        raise Fault("Runtime.HandlerNotFound", message) from None


def describe(error, request_id):
    """AWS's error document."""
    if isinstance(error, Fault):
        kind, message, trace = error.kind, error.message, error.trace
    else:
        kind = type(error).__name__
        try:
            message = str(error)
        except Exception:
            message = "<exception str() failed>"
        trace = frames_of(error)
    return {
        "errorMessage": message,
        "errorType": kind,
        "requestId": request_id,
        "stackTrace": trace,
    }


def frames_of(error):
    """The frames below this file, without the marks under a line that newer versions can print."""
    frame = error.__traceback__
    while frame is not None and frame.tb_frame.f_code.co_filename == THIS_FILE:
        frame = frame.tb_next
    if frame is None:
        return []
    try:
        import traceback

        frames = traceback.extract_tb(frame)
        return traceback.format_list([(at.filename, at.lineno, at.name, at.line) for at in frames])
    except Exception:
        # Source that cannot be read, or no memory left: the error counts for more than its trace.
        return []


def flush():
    """What a function has printed leaves with its invocation, whatever it did to the streams."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


# Between the lines of one event of the log, of which the platform makes line feeds. Unicode keeps
# this character for such agreements: no text has it.
NEXT_LINE = "\ufdd0"


def indented(line):
    """Indented by no-break spaces, as AWS writes it."""
    text = line.lstrip(" ")
    return "\u00a0" * (len(line) - len(text)) + text


def tell(document):
    """The error as one event of the log."""
    lines = ["[ERROR] %s: %s" % (document["errorType"], document["errorMessage"])]
    # Even above nothing: so does AWS.
    lines.append("Traceback (most recent call last):")
    lines.extend(indented(line) for frame in document["stackTrace"] for line in frame.splitlines())
    text = "\n".join(lines).replace("\n", NEXT_LINE) + "\n"
    flush()
    try:
        os.write(1, text.encode("utf-8", "backslashreplace"))
    except OSError:
        pass


def encode_other(value):
    kind = type(value)
    if kind.__name__ == "Decimal" and kind.__module__ in ("decimal", "_pydecimal"):
        return float(value)
    raise TypeError("Object of type %s is not JSON serializable" % kind.__name__)


# As on AWS: since 3.12 an answer's letters are sent as they are.
to_json = json.JSONEncoder(ensure_ascii=sys.version_info < (3, 12), default=encode_other).encode


class LoggingWatch:
    """Waits for the first import of `logging`, to set it up as AWS does.

    Many functions never import it, and it is the dearest module by far.
    """

    def __init__(self):
        self.loader = None

    def find_spec(self, name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(self)
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target)
            if spec is not None and spec.loader is not None:
                self.loader = spec.loader
                spec.loader = self
                return spec
        return None

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        set_up_logging(module)


# The invocation that log records belong to.
current_request = ""


def set_up_logging(logging):
    # A function may have chosen an encoding that lacks it.
    is_unicode = str(getattr(sys.stdout, "encoding", "")).lower().startswith("utf")
    next_line = NEXT_LINE if is_unicode else "\r"

    class Formatter(logging.Formatter):
        converter = time.gmtime

        def format(self, record):
            # A record is one event of the log, however many lines it has.
            return super().format(record).replace("\n", next_line)

    def add_request(record):
        record.aws_request_id = current_request
        record.tenant_id = None
        return True

    # Milliseconds without leading zeros: so does AWS.
    line = "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s"
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Formatter(line, "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(add_request)
    logging.getLogger().addHandler(handler)


def watch_logging():
    if "logging" in sys.modules:
        set_up_logging(sys.modules["logging"])
    else:
        sys.meta_path.insert(0, LoggingWatch())


def report(api, path, document):
    tell(document)
    kind = "".join(letter if "!" <= letter <= "~" else "?" for letter in document["errorType"])
    headers = "Lambda-Runtime-Function-Error-Type: %s\r\n" % kind
    # In letters of ASCII anything can be said, half a surrogate too.
    api.post(path, json.dumps(document).encode(), headers)


def handle(handler, headers, body):
    """The handler's answer to one event, as bytes."""
    try:
        event = json.loads(str(body, "utf-8"))
    except Exception as error:
        message = "Unable to unmarshal input: %s" % error
        raise Fault("Runtime.UnmarshalError", message) from None
    answer = handler(event, LambdaContext(headers))
    try:
        return to_json(answer).encode()
    except Exception as error:
        message = "Unable to marshal response: %s" % error
        raise Fault("Runtime.MarshalError", message) from None


def serve_one(api, handler):
    global current_request
    headers, body = api.next()
    request_id = current_request = headers["lambda-runtime-aws-request-id"]
    trace = headers.get("lambda-runtime-trace-id")
    if trace:
        os.environ["_X_AMZN_TRACE_ID"] = trace
    else:
        os.environ.pop("_X_AMZN_TRACE_ID", None)
    try:
        answer = handle(handler, headers, body)
    except Exception as error:
        # Whatever is no Exception ends the process, and the platform says so.
        report(api, "invocation/%s/error" % request_id, describe(error, request_id))
    else:
        flush()
        api.post("invocation/%s/response" % request_id, answer)


def main():
    # A line leaves when it is complete, though the process be killed a moment later.
    sys.stdout.reconfigure(line_buffering=True)
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    watch_logging()
    try:
        handler = load_handler(os.environ.get("_HANDLER", ""))
    except Exception as error:
        report(api, "init/error", describe(error, ""))
        sys.exit(1)
    try:
        while True:
            # In a function of its own, so that nothing of an event outlives it.
            serve_one(api, handler)
    except ConnectionError as error:
        # Of ours: the function's own have been told.
        sys.exit("the Runtime API is gone: %s" % error)


if __name__ == "__main__":
    main()
