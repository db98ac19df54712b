//! Integration URIs: which function or which address they mean, and the stage variables in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Why an integration URI is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriError {
    /// It names a stage variable that the stage does not have.
    Variable(String),
    /// It is not the ARN of a function, nor the form of API Gateway that holds one.
    NoFunction,
    /// It is not `http://HOST…` or `https://HOST…`.
    NoAddress,
}

/// A function as an integration URI names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionUri {
    /// The function's account.
    pub account: String,
    /// The function's region.
    pub region: String,
    /// The function's name.
    pub name: String,
    /// A version or an alias.
    pub qualifier: Option<String>,
}

/// An address as an integration URI names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpUri {
    /// Whether it is `https`.
    pub tls: bool,
    /// Host and port.
    pub authority: String,
    /// Path and query, in parts; empty if the URI ends behind the host.
    pub target: Vec<Part>,
}

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// `{name}`: the path parameter of that name.
    Parameter(String),
}

const VARIABLE: &str = "${stageVariables.";

/// `uri` with the stage's variables filled in.
pub fn resolved<'u>(
    uri: &'u str,
    variables: &BTreeMap<String, String>,
) -> Result<Cow<'u, str>, UriError> {
    if !uri.contains(VARIABLE) {
        return Ok(Cow::Borrowed(uri));
    }
    let (mut out, mut rest) = (String::with_capacity(uri.len()), uri);
    while let Some(at) = rest.find(VARIABLE) {
        out.push_str(&rest[..at]);
        let inner = &rest[at + VARIABLE.len()..];
        let Some(end) = inner.find('}') else { break };
        let name = &inner[..end];
        let value = variables.get(name).ok_or_else(|| UriError::Variable(name.to_owned()))?;
        out.push_str(value);
        rest = &inner[end + 1..];
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

/// The function that `uri` means: its ARN, or
/// `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations`.
pub fn function_uri(uri: &str) -> Result<FunctionUri, UriError> {
    let arn = match uri.split_once(":lambda:path/2015-03-31/functions/") {
        Some((head, rest)) if is_partition(head, "apigateway") => {
            rest.strip_suffix("/invocations").ok_or(UriError::NoFunction)?
        }
        _ => uri,
    };
    let parts: Vec<&str> = arn.split(':').collect();
    let (region, account, name, qualifier) = match parts[..] {
        ["arn", _, "lambda", region, account, "function", name] => (region, account, name, None),
        ["arn", _, "lambda", region, account, "function", name, qualifier] => {
            (region, account, name, Some(qualifier))
        }
        _ => return Err(UriError::NoFunction),
    };
    let digits = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = |text: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !text.is_empty() && text.bytes().all(fits)
    };
    if !digits || region.is_empty() || !is_name(name) {
        return Err(UriError::NoFunction);
    }
    if qualifier.is_some_and(|qualifier| qualifier != "$LATEST" && !is_name(qualifier)) {
        return Err(UriError::NoFunction);
    }
    Ok(FunctionUri {
        account: account.to_owned(),
        region: region.to_owned(),
        name: name.to_owned(),
        qualifier: qualifier.map(str::to_owned),
    })
}

/// Whether `head` is `arn:PARTITION:SERVICE:REGION`.
fn is_partition(head: &str, service: &str) -> bool {
    matches!(head.split(':').collect::<Vec<_>>()[..], ["arn", _, found, region]
        if found == service && !region.is_empty())
}

/// The address that `uri` means.
pub fn http_uri(uri: &str) -> Result<HttpUri, UriError> {
    let (tls, rest) = match (uri.strip_prefix("http://"), uri.strip_prefix("https://")) {
        (Some(rest), _) => (false, rest),
        (_, Some(rest)) => (true, rest),
        _ => return Err(UriError::NoAddress),
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(end);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    let visible = target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    if authority.is_empty() || !authority.bytes().all(fits) || !visible {
        return Err(UriError::NoAddress);
    }
    let target = parts(target).ok_or(UriError::NoAddress)?;
    Ok(HttpUri { tls, authority: authority.to_owned(), target })
}

fn parts(target: &str) -> Option<Vec<Part>> {
    let (mut out, mut rest) = (Vec::new(), target);
    while let Some(at) = rest.find('{') {
        if at > 0 {
            out.push(Part::Text(rest[..at].to_owned()));
        }
        let inner = &rest[at + 1..];
        let end = inner.find('}')?;
        let name = inner[..end].trim_end_matches('+');
        if name.is_empty() || name.contains('{') {
            return None;
        }
        out.push(Part::Parameter(name.to_owned()));
        rest = &inner[end + 1..];
    }
    if !rest.is_empty() {
        out.push(Part::Text(rest.to_owned()));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARN: &str = "arn:aws:lambda:eu-west-1:123456789012:function:collect";

    #[test]
    fn a_function_is_named_by_its_arn_in_either_form_with_or_without_a_qualifier() {
        let plain = function_uri(ARN).unwrap();
        assert_eq!((plain.name.as_str(), plain.qualifier.clone()), ("collect", None));
        assert_eq!((plain.region.as_str(), plain.account.as_str()), ("eu-west-1", "123456789012"));
        let live = function_uri(&format!("{ARN}:live")).unwrap();
        assert_eq!(live.qualifier.as_deref(), Some("live"));
        let path = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions";
        assert_eq!(function_uri(&format!("{path}/{ARN}/invocations")).unwrap(), plain);
        assert_eq!(function_uri(&format!("{path}/{ARN}:live/invocations")).unwrap(), live);
    }

    #[test]
    fn what_is_no_function_is_refused() {
        for wrong in [
            "collect",
            "arn:aws:lambda:eu-west-1:123456789012:function:",
            "arn:aws:lambda:eu-west-1:12345678901:function:collect",
            "arn:aws:lambda::123456789012:function:collect",
            "arn:aws:sqs:eu-west-1:123456789012:function:collect",
            "arn:aws:lambda:eu-west-1:123456789012:layer:collect",
            "arn:aws:lambda:eu-west-1:123456789012:function:collect:a:b",
            "arn:aws:lambda:eu-west-1:123456789012:function:col lect",
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/x/invocations",
            "arn:aws:apigateway:eu-west-1:sqs:path/2015-03-31/functions/x/invocations",
            "http://example.com",
        ] {
            assert_eq!(function_uri(wrong), Err(UriError::NoFunction), "{wrong}");
        }
    }

    #[test]
    fn stage_variables_are_filled_in() {
        let variables = BTreeMap::from([("alias".to_owned(), "live".to_owned())]);
        let uri = format!("{ARN}:${{stageVariables.alias}}");
        assert_eq!(resolved(&uri, &variables).unwrap(), format!("{ARN}:live"));
        assert_eq!(resolved(ARN, &variables).unwrap(), ARN);
        let missing = resolved("http://${stageVariables.host}/", &variables);
        assert_eq!(missing, Err(UriError::Variable("host".to_owned())));
        assert_eq!(
            resolved("${stageVariables.alias", &variables).unwrap(),
            "${stageVariables.alias"
        );
    }

    #[test]
    fn an_address_may_hold_path_parameters() {
        let uri = http_uri("http://127.0.0.1:8080/v1/{proxy}?a={id}").unwrap();
        assert_eq!((uri.tls, uri.authority.as_str()), (false, "127.0.0.1:8080"));
        let parts = [
            Part::Text("/v1/".to_owned()),
            Part::Parameter("proxy".to_owned()),
            Part::Text("?a=".to_owned()),
            Part::Parameter("id".to_owned()),
        ];
        assert_eq!(uri.target, parts);
        assert!(http_uri("https://example.com").unwrap().target.is_empty());
        for wrong in
            ["ftp://x", "http://", "http:///x", "http://a b/", "http://x/{y", "http://u@x/"]
        {
            assert_eq!(http_uri(wrong), Err(UriError::NoAddress), "{wrong}");
        }
    }
}
