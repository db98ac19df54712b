//! Resource policies of functions and layers: statements as `AddPermission` and
//! `AddLayerVersionPermission` take them, and the documents that AWS makes of them.

use std::collections::BTreeMap;

use aws_auth::policy::{Policy, PolicyKind};
use serde::{Deserialize, Serialize};
use service::AwsResult;

use crate::model::{AddLayerVersionPermissionRequest, AddPermissionRequest};
use crate::refusal;

/// One statement: always an `Allow`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Statement {
    pub(crate) sid: String,
    principal: Principal,
    action: String,
    resource: String,
    equals: BTreeMap<String, String>,
    like: BTreeMap<String, String>,
    truths: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Principal {
    Anybody,
    Aws(String),
    Service(String),
}

impl Statement {
    /// The statement that `input` asks for on `resource`.
    pub(crate) fn new(input: &AddPermissionRequest, resource: &str) -> AwsResult<Self> {
        let conditions = |pairs: &[(&str, Option<&String>)]| -> BTreeMap<String, String> {
            let given = pairs.iter().filter_map(|(key, value)| Some((*key, (*value)?)));
            given.map(|(key, value)| (key.to_owned(), value.clone())).collect()
        };
        let via_url = input.invoked_via_function_url.map(|via| via.to_string());
        Ok(Self {
            sid: input.statement_id.clone(),
            principal: principal(&input.principal)?,
            action: input.action.clone(),
            resource: resource.to_owned(),
            equals: conditions(&[
                ("AWS:SourceAccount", input.source_account.as_ref()),
                ("aws:PrincipalOrgID", input.principal_org_id.as_ref()),
                ("lambda:EventSourceToken", input.event_source_token.as_ref()),
                ("lambda:FunctionUrlAuthType", input.function_url_auth_type.as_ref()),
            ]),
            like: conditions(&[("AWS:SourceArn", input.source_arn.as_ref())]),
            truths: conditions(&[("lambda:InvokedViaFunctionUrl", via_url.as_ref())]),
        })
    }

    /// The statement that `input` asks for on the version of a layer.
    pub(crate) fn of_layer(
        input: &AddLayerVersionPermissionRequest,
        resource: &str,
    ) -> AwsResult<Self> {
        let organization = input.organization_id.iter();
        Ok(Self {
            sid: input.statement_id.clone(),
            principal: principal(&input.principal)?,
            action: input.action.clone(),
            resource: resource.to_owned(),
            equals: organization.map(|id| ("aws:PrincipalOrgID".to_owned(), id.clone())).collect(),
            like: BTreeMap::new(),
            truths: BTreeMap::new(),
        })
    }

    /// The statement as JSON.
    pub(crate) fn document(&self) -> AwsResult<String> {
        Ok(serde_json::to_string(&Shown::from(self)).map_err(anyhow::Error::from)?)
    }
}

/// Whom AWS takes `text` for.
fn principal(text: &str) -> AwsResult<Principal> {
    let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if text == "*" {
        Ok(Principal::Anybody)
    } else if digits {
        Ok(Principal::Aws(format!("arn:aws:iam::{text}:root")))
    } else if text.starts_with("arn:") {
        Ok(Principal::Aws(text.to_owned()))
    } else if text.contains(".amazonaws.com") || text.contains(".amazon.com") {
        Ok(Principal::Service(text.to_owned()))
    } else {
        Err(refusal::invalid(
            "The provided principal was invalid. Please check the principal and try again.",
        ))
    }
}

/// The whole policy as JSON, its members in AWS's order.
pub(crate) fn document(statements: &[Statement]) -> AwsResult<String> {
    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Document<'s> {
        version: &'static str,
        id: &'static str,
        statement: Vec<Shown<'s>>,
    }
    let statement = statements.iter().map(Shown::from).collect();
    let document = Document { version: "2012-10-17", id: "default", statement };
    Ok(serde_json::to_string(&document).map_err(anyhow::Error::from)?)
}

/// The policy ready to be evaluated.
pub(crate) fn parsed(statements: &[Statement]) -> AwsResult<Policy> {
    let policy = Policy::parse(&document(statements)?, PolicyKind::Resource);
    Ok(policy.map_err(|error| anyhow::anyhow!("parse a function's policy: {error}"))?)
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Shown<'s> {
    sid: &'s str,
    effect: &'static str,
    principal: ShownPrincipal<'s>,
    action: &'s str,
    resource: &'s str,
    #[serde(skip_serializing_if = "Conditions::is_empty")]
    condition: Conditions<'s>,
}

#[derive(Serialize)]
enum ShownPrincipal<'s> {
    #[serde(rename = "AWS")]
    Aws(&'s str),
    Service(&'s str),
    #[serde(untagged)]
    Anybody(&'static str),
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Conditions<'s> {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    string_equals: &'s BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    arn_like: &'s BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    bool: &'s BTreeMap<String, String>,
}

impl Conditions<'_> {
    fn is_empty(&self) -> bool {
        self.string_equals.is_empty() && self.arn_like.is_empty() && self.bool.is_empty()
    }
}

impl<'s> From<&'s Statement> for Shown<'s> {
    fn from(statement: &'s Statement) -> Self {
        Self {
            sid: &statement.sid,
            effect: "Allow",
            principal: match &statement.principal {
                Principal::Anybody => ShownPrincipal::Anybody("*"),
                Principal::Aws(arn) => ShownPrincipal::Aws(arn),
                Principal::Service(name) => ShownPrincipal::Service(name),
            },
            action: &statement.action,
            resource: &statement.resource,
            condition: Conditions {
                string_equals: &statement.equals,
                arn_like: &statement.like,
                bool: &statement.truths,
            },
        }
    }
}
