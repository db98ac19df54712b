"""Deploys the example with boto3: two roles, a table, two functions. Safe to run again.

    python deploy.py --source-url http://127.0.0.1:8000 --run

Endpoint, region and credentials come from the usual environment variables (AWS_ENDPOINT_URL,
AWS_REGION, AWS_ACCESS_KEY_ID, …).
"""

import argparse
import io
import json
import os
import string
import time
import zipfile
from datetime import date
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

HERE = Path(__file__).resolve().parent
PREFIX = "customs-rates"
# boto3's own pause between two looks at a new table is 20 seconds.
LOOK_AGAIN = {"Delay": 1, "MaxAttempts": 300}
# A role is not known everywhere the moment it exists.
ROLE_ATTEMPTS, ROLE_PAUSE_SECONDS = 15, 2


class Deployment:
    def __init__(self, session, args):
        self.args = args
        self.iam = session.client("iam")
        self.functions = session.client("lambda")
        self.dynamodb = session.client("dynamodb")
        self.names = {
            "account": session.client("sts").get_caller_identity()["Account"],
            "region": session.region_name,
            "table": args.table,
            "fetch_function": f"{PREFIX}-fetch",
        }

    def deploy(self):
        environments = {
            "split": {"FETCH_FUNCTION": self.names["fetch_function"]},
            "fetch": {"TABLE": self.args.table, "SOURCE_URL": self.args.source_url},
        }
        if self.args.currencies:
            environments["split"]["CURRENCIES"] = " ".join(self.args.currencies)
        self.create_table()
        for part, environment in environments.items():
            self.put_function(part, environment, self.put_role(part))
        for part in environments:
            self.wait_until_active(f"{PREFIX}-{part}")
            say(f"function {PREFIX}-{part} is active")
        if self.args.concurrency:
            self.functions.put_function_concurrency(
                FunctionName=self.names["fetch_function"],
                ReservedConcurrentExecutions=self.args.concurrency,
            )
        waiter = self.dynamodb.get_waiter("table_exists")
        waiter.wait(TableName=self.args.table, WaiterConfig=LOOK_AGAIN)
        say(f"table {self.args.table} is active")

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

    def put_function(self, part, environment, role):
        """Creates a function, or brings its code and configuration up to date."""
        name = f"{PREFIX}-{part}"
        code = package(HERE / part)
        configuration = {
            "FunctionName": name,
            "Runtime": self.args.runtime,
            "Role": role,
            "Handler": "app.handler",
            # Long enough for the slowest week; splitting many years takes minutes.
            "Timeout": {"split": 900, "fetch": 120}[part],
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

    def run(self):
        event = {"from": self.args.first.isoformat(), "to": self.args.last.isoformat()}
        self.functions.invoke(
            FunctionName=f"{PREFIX}-split",
            InvocationType="Event",
            Payload=json.dumps(event).encode(),
        )
        say("run accepted")


def policy(name, values):
    text = (HERE / "policies" / f"{name}.json").read_text(encoding="utf-8")
    # Without the line breaks and blanks, which count towards IAM's limits.
    return json.dumps(json.loads(string.Template(text).substitute(values)), separators=(",", ":"))


def package(directory):
    """The files of a directory as a ZIP archive, the same bytes for the same files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(directory.glob("*.py")):
            entry = zipfile.ZipInfo(path.name)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return archive.getvalue()


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
    parser.add_argument("--run", action="store_true", help="then start the run")
    return parser.parse_args()


def main():
    # boto3 itself reads the region only from AWS_DEFAULT_REGION and its configuration file.
    session = boto3.Session(region_name=os.environ.get("AWS_REGION"))
    args = arguments()
    deployment = Deployment(session, args)
    deployment.deploy()
    if args.run:
        deployment.run()


if __name__ == "__main__":
    main()
