"""Deploys the example with boto3: roles, a table, two layers, three functions, a topic with its
subscriptions, an HTTP API and a schedule. Safe to run again.

    python deploy.py --source-url http://127.0.0.1:8000 --run

Endpoint, region and credentials come from the usual environment variables (AWS_ENDPOINT_URL,
AWS_REGION, AWS_ACCESS_KEY_ID, …).
"""

import argparse
import base64
import hashlib
import io
import json
import os
import string
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import zipfile
from datetime import date, timedelta
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

HERE = Path(__file__).resolve().parent
PREFIX = "customs-rates"
# boto3's own pause between two looks at a new table is 20 seconds.
LOOK_AGAIN = {"Delay": 1, "MaxAttempts": 300}
CLASSES = ("major", "european", "overseas")
ROUTES = {"POST /collect": "split", "GET /rates/{currency}/{day}": "lookup"}
# A role is not known everywhere the moment it exists.
ROLE_ATTEMPTS, ROLE_PAUSE_SECONDS = 15, 2


class Deployment:
    def __init__(self, session, args):
        self.args = args
        self.iam = session.client("iam")
        self.functions = session.client("lambda")
        self.dynamodb = session.client("dynamodb")
        self.sns = session.client("sns")
        self.events = session.client("events")
        self.apis = session.client("apigatewayv2")
        self.names = {
            "account": session.client("sts").get_caller_identity()["Account"],
            "region": session.region_name,
            "table": args.table,
            "topic": f"{PREFIX}-parts",
        }

    def deploy(self):
        topic = self.sns.create_topic(Name=self.names["topic"])["TopicArn"]
        say(f"topic {self.names['topic']}")
        environments = {
            "split": {"TOPIC": topic},
            "fetch": {"TABLE": self.args.table, "SOURCE_URL": self.args.source_url},
            "lookup": {"TABLE": self.args.table},
        }
        if self.args.currencies:
            environments["split"]["CURRENCIES"] = " ".join(self.args.currencies)
        self.create_table()
        layers = self.publish_layers()
        for part, environment in environments.items():
            of_this = layers if part != "lookup" else []
            self.put_function(part, environment, self.put_role(part), of_this)
        for part in environments:
            self.wait_until_active(f"{PREFIX}-{part}")
            say(f"function {PREFIX}-{part} is active")
        if self.args.concurrency:
            self.functions.put_function_concurrency(
                FunctionName=f"{PREFIX}-fetch",
                ReservedConcurrentExecutions=self.args.concurrency,
            )
        waiter = self.dynamodb.get_waiter("table_exists")
        waiter.wait(TableName=self.args.table, WaiterConfig=LOOK_AGAIN)
        say(f"table {self.args.table} is active")
        self.subscribe_classes(topic)
        self.put_schedule()
        return self.put_api()

    def publish_layers(self):
        """A layer with lxml, built for where the functions run, and one of our own code."""
        packages = self.args.packages_layer
        if packages is None:
            say("fetching lxml for the functions' platform")
            packages = fetch_packages(self.args.runtime)
        contents = {
            "packages": Path(packages).read_bytes(),
            "common": package(HERE / "common", "python/"),
        }
        return [self.publish_layer(f"{PREFIX}-{name}", code) for name, code in contents.items()]

    def publish_layer(self, name, code):
        """The layer's newest version if that is the same, else a new one."""
        sha256 = base64.b64encode(hashlib.sha256(code).digest()).decode()
        versions = self.functions.list_layer_versions(LayerName=name, MaxItems=1)["LayerVersions"]
        for version in versions:
            arn = version["LayerVersionArn"]
            newest = self.functions.get_layer_version_by_arn(Arn=arn)
            if newest["Content"]["CodeSha256"] == sha256:
                say(f"layer {arn.split(':', 6)[6]} is the same")
                return arn
        published = self.functions.publish_layer_version(
            LayerName=name, Content={"ZipFile": code}, CompatibleRuntimes=[self.args.runtime]
        )
        say(f"layer {name}:{published['Version']}")
        return published["LayerVersionArn"]

    def subscribe_classes(self, topic):
        """An alias of fetch for each class of currencies, and a subscription with its filter."""
        name = f"{PREFIX}-fetch"
        version = self.functions.publish_version(FunctionName=name)["Version"]
        for currencies in CLASSES:
            alias = self.put_alias(name, currencies, version)
            self.permit(name, "sns.amazonaws.com", topic, qualifier=currencies)
            self.sns.subscribe(
                TopicArn=topic,
                Protocol="lambda",
                Endpoint=alias,
                Attributes={"FilterPolicy": json.dumps({"class": [currencies]})},
            )
            say(f"subscription of {name}:{currencies}")

    def put_alias(self, function, alias, version):
        target = {"FunctionName": function, "Name": alias, "FunctionVersion": version}
        try:
            return self.functions.create_alias(**target)["AliasArn"]
        except self.functions.exceptions.ResourceConflictException:
            return self.functions.update_alias(**target)["AliasArn"]

    def put_schedule(self):
        """Collects the last days of the window again and again."""
        first = max(self.args.first, self.args.last - timedelta(days=self.args.tail_days - 1))
        rule = self.events.put_rule(Name=PREFIX, ScheduleExpression=self.args.schedule)["RuleArn"]
        split = f"{PREFIX}-split"
        self.permit(split, "events.amazonaws.com", rule)
        window = {"from": first.isoformat(), "to": self.args.last.isoformat()}
        failed = self.events.put_targets(
            Rule=PREFIX,
            Targets=[
                {"Id": "split", "Arn": self.function_arn(split), "Input": json.dumps(window)}
            ],
        )["FailedEntries"]
        if failed:
            raise SystemExit(f"the schedule has no target: {failed[0]['ErrorMessage']}")
        say(f"schedule {self.args.schedule} collects {window['from']} to {window['to']}")

    def put_api(self):
        """The HTTP API; returns its address."""
        apis = self.apis.get_paginator("get_apis").paginate()
        there = (api for page in apis for api in page["Items"] if api["Name"] == PREFIX)
        api = next(there, None) or self.apis.create_api(Name=PREFIX, ProtocolType="HTTP")
        routes = {
            route["RouteKey"] for route in self.apis.get_routes(ApiId=api["ApiId"])["Items"]
        }
        for key, part in ROUTES.items():
            function = f"{PREFIX}-{part}"
            path = key.split()[1]
            path = "/".join("*" if word.startswith("{") else word for word in path.split("/"))
            source = "arn:aws:execute-api:{}:{}:{}/*/*{}".format(
                self.names["region"], self.names["account"], api["ApiId"], path
            )
            self.permit(function, "apigateway.amazonaws.com", source)
            if key in routes:
                continue
            integration = self.apis.create_integration(
                ApiId=api["ApiId"],
                IntegrationType="AWS_PROXY",
                IntegrationUri=self.function_arn(function),
                PayloadFormatVersion="2.0",
            )
            self.apis.create_route(
                ApiId=api["ApiId"],
                RouteKey=key,
                Target=f"integrations/{integration['IntegrationId']}",
            )
        try:
            self.apis.create_stage(ApiId=api["ApiId"], StageName="$default", AutoDeploy=True)
        except self.apis.exceptions.ConflictException:
            pass
        say(f"api {api['ApiEndpoint']}")
        return api["ApiEndpoint"]

    def permit(self, function, service, source, qualifier=None):
        """Lets a resource of a service invoke the function, or an alias of it."""
        which = {"FunctionName": function} | ({"Qualifier": qualifier} if qualifier else {})
        try:
            self.functions.add_permission(
                **which,
                StatementId=f"{service.split('.')[0]}-{function}",
                Action="lambda:InvokeFunction",
                Principal=service,
                SourceArn=source,
            )
        except self.functions.exceptions.ResourceConflictException:
            pass

    def function_arn(self, name):
        return "arn:aws:lambda:{region}:{account}:function:".format(**self.names) + name

    def put_role(self, part):
        """Creates the role of a function, or brings it up to date; returns its ARN."""
        name = f"{PREFIX}-{part}"
        trust = policy("trust", {})
        try:
            role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]
        except self.iam.exceptions.EntityAlreadyExistsException:
            self.iam.update_assume_role_policy(RoleName=name, PolicyDocument=trust)
            role = self.iam.get_role(RoleName=name)["Role"]
        self.iam.put_role_policy(
            RoleName=name,
            PolicyName=name,
            PolicyDocument=policy(part, {**self.names, "function": name}),
        )
        say(f"role {name}")
        return role["Arn"]

    def create_table(self):
        try:
            self.dynamodb.create_table(
                TableName=self.args.table,
                BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[
                    {"AttributeName": "currency", "AttributeType": "S"},
                    {"AttributeName": "day", "AttributeType": "S"},
                ],
                KeySchema=[
                    {"AttributeName": "currency", "KeyType": "HASH"},
                    {"AttributeName": "day", "KeyType": "RANGE"},
                ],
            )
        except self.dynamodb.exceptions.ResourceInUseException:
            say(f"table {self.args.table} is there already")

    def put_function(self, part, environment, role, layers):
        """Creates a function, or brings its code and configuration up to date."""
        name = f"{PREFIX}-{part}"
        code = package(HERE / part)
        configuration = {
            "FunctionName": name,
            "Runtime": self.args.runtime,
            "Role": role,
            "Handler": "app.handler",
            "Layers": layers,
            # Long enough for the slowest week; splitting many years takes minutes.
            "Timeout": {"split": 900, "fetch": 120, "lookup": 10}[part],
            "MemorySize": 256,
            "Environment": {"Variables": environment},
        }
        try:
            once_role_is_known(
                lambda: self.functions.create_function(**configuration, Code={"ZipFile": code})
            )
        except self.functions.exceptions.ResourceConflictException:
            self.wait_until_active(name)
            updated = self.functions.get_waiter("function_updated_v2")
            self.functions.update_function_code(FunctionName=name, ZipFile=code)
            updated.wait(FunctionName=name, WaiterConfig=LOOK_AGAIN)
            once_role_is_known(
                lambda: self.functions.update_function_configuration(**configuration)
            )
            updated.wait(FunctionName=name, WaiterConfig=LOOK_AGAIN)

    def wait_until_active(self, function):
        waiter = self.functions.get_waiter("function_active_v2")
        waiter.wait(FunctionName=function, WaiterConfig=LOOK_AGAIN)

    def run(self, api):
        """The first run, at a click: all days but those that the schedule collects."""
        last = self.args.last
        if (self.args.last - self.args.first).days >= self.args.tail_days:
            last -= timedelta(days=self.args.tail_days)
        query = urllib.parse.urlencode({"from": self.args.first, "to": last})
        request = urllib.request.Request(f"{api}/collect?{query}", method="POST")
        with urllib.request.urlopen(request, timeout=30) as reply:
            told = json.load(reply)
        say(f"run accepted: {told['parts']} parts")


def policy(name, values):
    text = (HERE / "policies" / f"{name}.json").read_text(encoding="utf-8")
    # Without the line breaks and blanks, which count towards IAM's limits.
    return json.dumps(json.loads(string.Template(text).substitute(values)), separators=(",", ":"))


def package(directory, prefix=""):
    """The files of a directory as a ZIP archive, the same bytes for the same files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(directory.glob("*.py")):
            entry = zipfile.ZipInfo(prefix + path.name)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return archive.getvalue()


def fetch_packages(runtime):
    """packages.txt as a layer: wheels for the functions' platform, whatever this one is."""
    version = runtime.removeprefix("python")
    with tempfile.TemporaryDirectory() as folder:
        platforms = [f"--platform=manylinux_2_{minor}_x86_64" for minor in (28, 26, 17)]
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary=:all:", *platforms]
            + [f"--python-version={version}", "--implementation=cp", "--no-compile"]
            + [f"--target={folder}/python", f"--requirement={HERE / 'packages.txt'}"],
            check=True,
        )
        archive = Path(folder, "layer.zip")
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(Path(folder, "python").rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(str(path.relative_to(folder)))
                    entry.external_attr = 0o644 << 16
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    packed.writestr(entry, path.read_bytes())
        kept = Path(tempfile.gettempdir(), f"{PREFIX}-packages-{version}.zip")
        archive.replace(kept)
    return kept


def once_role_is_known(call):
    for attempt in range(1, ROLE_ATTEMPTS + 1):
        try:
            return call()
        except ClientError as error:
            known = "cannot be assumed by Lambda" not in error.response["Error"]["Message"]
            if known or attempt == ROLE_ATTEMPTS:
                raise
            time.sleep(ROLE_PAUSE_SECONDS)


def say(line):
    print(line, flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source-url", required=True, help="where the customs service answers")
    parser.add_argument("--runtime", default="python3.13")
    parser.add_argument("--table", default="customs-rates")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default="2024-01-01")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default="2024-03-31")
    parser.add_argument("--currencies", nargs="+", help="only these")
    parser.add_argument(
        "--concurrency",
        type=int,
        default=8,
        help="how many parts are fetched at once, 0 for as many as there are (default 8)",
    )
    parser.add_argument(
        "--packages-layer", type=Path, metavar="ZIP", help="the layer with lxml, if it is built"
    )
    parser.add_argument("--schedule", default="rate(20 minutes)", metavar="EXPRESSION")
    parser.add_argument(
        "--tail-days",
        type=int,
        default=14,
        help="the schedule collects so many days at the end of the range (default 14)",
    )
    parser.add_argument(
        "--run", action="store_true", help="then collect all days before those"
    )
    return parser.parse_args()


def main():
    # boto3 itself reads the region only from AWS_DEFAULT_REGION and its configuration file.
    session = boto3.Session(region_name=os.environ.get("AWS_REGION"))
    args = arguments()
    deployment = Deployment(session, args)
    api = deployment.deploy()
    if args.run:
        deployment.run(api)


if __name__ == "__main__":
    main()
