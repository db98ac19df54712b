"""Layers as boto3 and the AWS command line see them, and as functions find them in /opt."""

import base64
import hashlib
import io
import json
import subprocess
import sys
import threading
import urllib.request
import zipfile
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from conftest import eventually

ROLE = "arn:aws:iam::000000000000:role/worker"
PYTHON = "python3.11"
AWS = str(Path(sys.executable).with_name("aws"))


def package(files):
    """A zip of one date: the same files are the same package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o755 if text.startswith("#!") else 0o644) << 16
            archive.writestr(entry, text)
    return out.getvalue()


def function(source):
    # An own boto3: nothing has to be fetched before the function is Active.
    return package({"app.py": source, "boto3/__init__.py": ""})


CALLS_LAYER = "import shared\ndef handler(event, context):\n    return shared.VERSION\n"


@pytest.fixture
def client(hamsu):
    return hamsu().client("lambda")


def publish(client, name, files, **members):
    made = client.publish_layer_version(LayerName=name, Content={"ZipFile": package(files)}, **members)
    return made["LayerVersionArn"]


def create(client, name, layers, source=CALLS_LAYER, runtime=PYTHON, **members):
    members = {"Code": {"ZipFile": function(source)}, "Role": ROLE, **members}
    made = client.create_function(
        FunctionName=name, Runtime=runtime, Handler="app.handler", Layers=layers, **members
    )
    client.get_waiter("function_active_v2").wait(
        FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
    )
    return made


def invoke(client, name, event=None, **members):
    answer = client.invoke(FunctionName=name, Payload=json.dumps(event), LogType="Tail", **members)
    body = json.loads(answer["Payload"].read())
    log = base64.b64decode(answer["LogResult"]).decode()
    assert "FunctionError" not in answer, (body, log)
    return body


def refusal(call, **members):
    with pytest.raises(ClientError) as caught:
        call(**members)
    response = caught.value.response
    status = response["ResponseMetadata"]["HTTPStatusCode"]
    return response["Error"]["Code"], status, response["Error"]["Message"]


def test_statuses_and_downloads_are_as_on_aws(client):
    content = package({"python/shared.py": "VERSION = 1"})
    made = client.publish_layer_version(
        LayerName="l", Content={"ZipFile": content}, CompatibleRuntimes=[PYTHON],
        CompatibleArchitectures=["x86_64"], Description="d", LicenseInfo="MIT",
    )
    status = lambda answer: answer["ResponseMetadata"]["HTTPStatusCode"]
    assert status(made) == 201
    assert made["Content"]["CodeSize"] == len(content)
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert made["Content"]["CodeSha256"] == digest
    # Tools name a layer by its ARN, too.
    listed = client.list_layer_versions(LayerName=made["LayerArn"], CompatibleRuntime=PYTHON)
    assert [version["Version"] for version in listed["LayerVersions"]] == [1]
    found = client.get_layer_version_by_arn(Arn=made["LayerVersionArn"])
    with urllib.request.urlopen(found["Content"]["Location"], timeout=10) as answer:
        assert answer.read() == content
    permission = client.add_layer_version_permission(
        LayerName="l", VersionNumber=1, StatementId="s", Action="lambda:GetLayerVersion", Principal="*",
    )
    assert status(permission) == 201
    assert status(client.get_layer_version_policy(LayerName="l", VersionNumber=1)) == 200
    removed = client.remove_layer_version_permission(LayerName="l", VersionNumber=1, StatementId="s")
    assert status(removed) == 204
    assert status(client.delete_layer_version(LayerName="l", VersionNumber=1)) == 204
    gone = refusal(client.get_layer_version, LayerName="l", VersionNumber=1)
    assert gone == ("ResourceNotFoundException", 404, "The resource you requested does not exist.")
    pages = client.get_paginator("list_layers").paginate(PaginationConfig={"PageSize": 1})
    for name in ("a", "b", "c"):
        publish(client, name, {"x": ""})
    assert [layer["LayerName"] for page in pages for layer in page["Layers"]] == ["a", "b", "c"]


def test_a_function_finds_its_layers_where_aws_puts_them(client):
    site = f"python/lib/{PYTHON}/site-packages/"
    base = publish(client, "base", {
        "python/shared.py": "VERSION = 'base'",
        "python/only_base.py": "",
        site + "in_site.py": "WHERE = __file__",
        "python/in_site.py": "WHERE = __file__",
        "bin/tool": "#!/bin/sh\necho from a layer\n",
        "lib/note": "x",
    })
    top = publish(client, "top", {"python/shared.py": "VERSION = 'top'", "data.txt": "data"})
    source = """
import os, subprocess, sys
import in_site, only_base, shared

def handler(event, context):
    try:
        open("/opt/new", "w")
        writable = True
    except OSError:
        writable = False
    return {
        "shared": shared.VERSION, "site": in_site.WHERE, "path": sys.path[:3],
        "tool": subprocess.check_output(["tool"], text=True), "data": open("/opt/data.txt").read(),
        "libraries": os.environ["LD_LIBRARY_PATH"], "programs": os.environ["PATH"],
        "writable": writable,
    }
"""
    made = create(client, "f", [base, top], source)
    assert [layer["Arn"] for layer in made["Layers"]] == [base, top]
    assert all(layer["CodeSize"] > 0 for layer in made["Layers"])
    told = invoke(client, "f")
    assert told.pop("libraries").endswith(":/opt/lib")
    assert told.pop("programs").endswith(":/opt/bin")
    assert told == {
        "shared": "top", "site": f"/opt/{site}in_site.py", "tool": "from a layer\n", "data": "data",
        "path": ["/var/task", f"/opt/python/lib/{PYTHON}/site-packages", "/opt/python"],
        "writable": False,
    }
    create(client, "g", [top, base])
    assert invoke(client, "g") == "base"
    create(client, "h", [])
    answer = client.invoke(FunctionName="h")
    assert json.loads(answer["Payload"].read())["errorType"] == "Runtime.ImportModuleError"
    # The function's own module goes before a layer's.
    own = package({"app.py": CALLS_LAYER, "shared.py": "VERSION = 'own'", "boto3/__init__.py": ""})
    create(client, "own", [base], Code={"ZipFile": own})
    assert invoke(client, "own") == "own"


def test_a_layer_can_bring_the_runtime_and_a_wrapper(client):
    loop = """#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while :; do
    head=$(mktemp)
    curl -sS -D "$head" -o /dev/null "$api/next"
    id=$(grep -i lambda-runtime-aws-request-id "$head" | tr -d '\\r' | cut -d' ' -f2)
    curl -sS -o /dev/null -d "\\"$(cat /opt/greeting) $_HANDLER\\"" "$api/$id/response"
done
"""
    runtime = publish(client, "runtime", {"bootstrap": loop, "greeting": "hello from"})
    create(
        client, "custom", [runtime], runtime="provided.al2023",
        Code={"ZipFile": package({"readme": "nothing to start"})},
    )
    assert invoke(client, "custom") == "hello from app.handler"
    client.update_function_configuration(FunctionName="custom", Layers=[])
    answer = client.invoke(FunctionName="custom")
    assert "bootstrap" in json.loads(answer["Payload"].read())["errorMessage"]

    wrapper = publish(client, "wrapper", {
        "wrap": "#!/bin/sh\nexport WRAPPED=yes\nexec \"$@\"\n", "python/shared.py": "",
    })
    source = "import os\ndef handler(event, context):\n    return os.environ['WRAPPED']\n"
    create(
        client, "wrapped", [wrapper], source,
        Environment={"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": "/opt/wrap"}},
    )
    assert invoke(client, "wrapped") == "yes"


def test_a_new_layer_version_is_published_and_all_functions_are_moved_to_it(client):
    old = publish(client, "shared", {"python/shared.py": "VERSION = 'old'"})
    other = publish(client, "other", {"python/other.py": ""})
    names = ["first", "second", "third"]
    for name in names:
        create(client, name, [other, old])
        assert invoke(client, name) == "old"
    create(client, "apart", [other], "def handler(event, context):\n    return 'apart'\n")
    client.publish_version(FunctionName="first")
    client.create_alias(FunctionName="first", Name="live", FunctionVersion="1")

    answers, failures, done = [], [], threading.Event()

    def call():
        while not done.is_set():
            try:
                answers.append(invoke(client, "second"))
            except Exception as error:  # whatever it is, a caller has seen it
                failures.append(error)

    caller = threading.Thread(target=call)
    caller.start()
    try:
        eventually(lambda: answers)
        new = publish(client, "shared", {"python/shared.py": "VERSION = 'new'"})
        layer = old.rsplit(":", 1)[0]
        pages = client.get_paginator("list_functions").paginate()
        moved = []
        for found in (one for page in pages for one in page["Functions"]):
            layers = [one["Arn"] for one in found.get("Layers", [])]
            wanted = [new if arn.rsplit(":", 1)[0] == layer else arn for arn in layers]
            if wanted != layers:
                client.update_function_configuration(FunctionName=found["FunctionName"], Layers=wanted)
                moved.append(found["FunctionName"])
        assert sorted(moved) == sorted(names)
        seen = len(answers)
        for name in names:
            assert invoke(client, name) == "new", name
        eventually(lambda: len(answers) > seen + 3)
    finally:
        done.set()
        caller.join()
    assert not failures
    # Two calls may be under way when the layer changes; then it is the new one for good.
    assert set(answers[seen + 1:]) == {"new"}
    assert answers == sorted(answers, key="new".__eq__)
    assert invoke(client, "first", Qualifier="live") == "old"
    assert invoke(client, "apart") == "apart"


def test_a_function_keeps_a_deleted_layer_over_a_restart(hamsu, tmp_path):
    server = hamsu()
    client = server.client("lambda")
    layers = [publish(client, "l", {"python/shared.py": "VERSION = 'kept'"}), publish(client, "m", {"x": ""})]
    create(client, "f", layers)
    for name in ("l", "m"):
        client.delete_layer_version(LayerName=name, VersionNumber=1)
    server.stop()
    server.start()
    client = server.client("lambda")
    assert invoke(client, "f") == "kept"
    client.update_function_code(FunctionName="f", ZipFile=function(CALLS_LAYER + "# changed\n"))
    assert invoke(client, "f") == "kept"
    refused = refusal(client.update_function_configuration, FunctionName="f", Layers=layers)
    text = f"Layer version {layers[0]} does not exist."
    assert refused == ("InvalidParameterValueException", 400, text)
    again = publish(client, "l", {"python/shared.py": "VERSION = 'again'"})
    assert again.endswith(":2")


def test_a_layer_of_another_account_is_used_by_permission(hamsu):
    server = hamsu()
    owner = server.client("lambda")
    user = server.client("lambda", aws_access_key_id="111122223333", aws_secret_access_key="x")
    theirs = publish(owner, "l", {"python/shared.py": "VERSION = 'theirs'"})
    role = ROLE.replace("000000000000", "111122223333")
    members = {
        "FunctionName": "f", "Runtime": PYTHON, "Handler": "app.handler", "Role": role,
        "Code": {"ZipFile": function(CALLS_LAYER)}, "Layers": [theirs],
    }
    code, status, text = refusal(user.create_function, **members)
    assert (code, status) == ("AccessDeniedException", 403)
    assert text.endswith(
        f"is not authorized to perform: lambda:GetLayerVersion on resource: {theirs} because no "
        "resource-based policy allows the lambda:GetLayerVersion action"
    )
    owner.add_layer_version_permission(
        LayerName="l", VersionNumber=1, StatementId="s", Action="lambda:GetLayerVersion",
        Principal="111122223333",
    )
    create(user, "f", [theirs], Role=role)
    assert invoke(user, "f") == "theirs"


def test_under_enforcement_layers_need_get_layer_version(hamsu):
    server = hamsu(auth="enforce")
    root, iam = server.client("lambda"), server.client("iam")
    trust = {"Statement": [{
        "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole",
    }]}
    iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(trust))
    layer = publish(root, "l", {"python/shared.py": "VERSION = 'l'"})
    iam.create_user(UserName="deployer")
    allow = lambda *actions, **more: {"Statement": [
        {"Effect": "Allow", "Action": list(actions), "Resource": "*", **more}
    ]}
    put = lambda name, policy: iam.put_user_policy(
        UserName="deployer", PolicyName=name, PolicyDocument=json.dumps(policy)
    )
    only = {"ForAllValues:StringLike": {"lambda:Layer": ["*:layer:l:*"]}}
    put("deploy", allow("lambda:CreateFunction", "lambda:UpdateFunctionConfiguration", Condition=only))
    put("look", allow("lambda:GetFunction", "lambda:InvokeFunction", "iam:PassRole"))
    key = iam.create_access_key(UserName="deployer")["AccessKey"]
    user = server.client(
        "lambda", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]
    )
    members = {
        "FunctionName": "f", "Runtime": PYTHON, "Handler": "app.handler", "Role": ROLE,
        "Code": {"ZipFile": function(CALLS_LAYER)}, "Layers": [layer],
    }
    code, status, text = refusal(user.create_function, **members)
    assert (code, status) == ("AccessDeniedException", 403)
    assert f"lambda:GetLayerVersion on resource: {layer}" in text
    put("layers", allow("lambda:GetLayerVersion"))
    create(user, "f", [layer])
    assert invoke(user, "f") == "l"
    # A condition on lambda:Layer says which layers may be given.
    publish(root, "m", {"x": ""})
    other = publish(root, "m", {"x": ""})
    code, status, text = refusal(user.update_function_configuration, FunctionName="f", Layers=[other])
    assert (code, status) == ("AccessDeniedException", 403)
    assert "lambda:UpdateFunctionConfiguration" in text


def test_the_aws_command_line_publishes_and_attaches_a_layer(hamsu, tmp_path):
    server = hamsu()
    (tmp_path / "l.zip").write_bytes(package({"python/shared.py": "VERSION = 'cli'"}))

    def aws(*args):
        told = subprocess.run(
            [AWS, "lambda", *args, "--output", "json"], env=server.environment(), capture_output=True,
            text=True, timeout=60,
        )
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    made = aws(
        "publish-layer-version", "--layer-name", "l", "--zip-file", f"fileb://{tmp_path}/l.zip",
        "--compatible-runtimes", PYTHON,
    )
    client = server.client("lambda")
    create(client, "f", [])
    changed = aws("update-function-configuration", "--function-name", "f", "--layers", made["LayerVersionArn"])
    assert changed["Layers"][0]["Arn"] == made["LayerVersionArn"]
    assert invoke(client, "f") == "cli"
    listed = aws("list-layers", "--compatible-runtime", PYTHON)
    assert [layer["LayerName"] for layer in listed["Layers"]] == ["l"]


def test_what_is_built_for_another_platform_is_told_at_deployment_and_by_doctor(hamsu):
    server = hamsu()
    client = server.client("lambda")
    wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-macosx_11_0_arm64\n"
    layer = publish(client, "l", {
        "python/x/_x.cpython-312-x86_64-linux-gnu.so": "",
        "python/y-1.dist-info/WHEEL": wheel,
        "extensions/agent": "#!/bin/sh\n",
    })
    files = {"app.py": CALLS_LAYER, "boto3/__init__.py": "", "lxml/etree.cp311-win_amd64.pyd": "MZ"}
    create(client, "f", [layer], Code={"ZipFile": package(files)})
    lines = [line for line in server.log_text().splitlines() if "hamsu doctor f" in line]
    assert len(lines) == 2 and all(" INFO " in line for line in lines), lines
    assert "lxml/etree.cp311-win_amd64.pyd is built for Windows" in lines[0]
    published = [line for line in server.log_text().splitlines() if "hamsu build --layer" in line]
    assert len(published) == 1 and layer in published[0]

    told = server.hamsu("doctor", "f", check=False)
    assert told.returncode == 1
    assert told.stdout.splitlines()[1:-1] == [
        "package: lxml/etree.cp311-win_amd64.pyd is built for Windows",
        f"{layer}: extensions/agent is an extension; extensions are not started",
        f"{layer}: python/x/_x.cpython-312-x86_64-linux-gnu.so is built for Python 3.12",
        f"{layer}: python/y-1.dist-info/WHEEL is built for macOS",
    ]
    assert told.stdout.splitlines()[-1].startswith("hint: build for this machine: `hamsu build --runtime python3.11 ")
    told = json.loads(server.hamsu("doctor", "f", "--json", check=False).stdout)
    assert [len(part["findings"]) for part in told["parts"]] == [1, 3]

    create(client, "clean", [publish(client, "m", {"python/shared.py": "VERSION = 1"})])
    told = server.hamsu("doctor", "clean")
    assert "nothing that is built for another platform" in told.stdout
    client.delete_layer_version(LayerName="m", VersionNumber=1)
    told = server.hamsu("doctor", "clean", check=False)
    assert told.returncode == 1 and "cannot be read: ResourceNotFoundException (404)" in told.stdout
    assert server.hamsu("doctor", "nobody", check=False).returncode == 1
