"""Sessions: nothing is stored of them, and still they outlive the server that handed them out."""

import xml.etree.ElementTree

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.httpsession

from . import GONE, reads, writes

# Asking for more takes long.
KEPT = 3


@reads("session")
def sessions(clients, keys):
    """Who signs with the session's credentials: the credentials are in the fact's key."""
    http, found = botocore.httpsession.URLLib3Session(), {}
    for key in keys:
        request = botocore.awsrequest.AWSRequest(
            "POST",
            clients.server.endpoint,
            headers={"content-type": "application/x-www-form-urlencoded"},
            data="Action=GetCallerIdentity&Version=2011-06-15",
        )
        credentials = botocore.credentials.Credentials(*key[1:])
        botocore.auth.SigV4Auth(credentials, "sts", "us-east-1").add_auth(request)
        answer = xml.etree.ElementTree.fromstring(http.send(request.prepare()).content)
        found[key] = answer.findtext(".//{*}Arn", GONE)
    return found


@writes("sts", "AssumeRole")
def assume_role(w):
    name = w.name()
    with w.doing({}) as told:
        answer = w.sts.assume_role(RoleArn=w.role_arn, RoleSessionName=name)
        made = answer["Credentials"]
        key = ("session", made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"])
        told[key] = answer["AssumedRoleUser"]["Arn"]
        assert told[key].endswith(f"/{name}")
    w.push("session", key)
    if len(w.made["session"]) > KEPT:
        w.ledger.forget(w.made["session"].pop(0))
