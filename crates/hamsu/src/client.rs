//! The command line as a client: requests signed like any other client's.

use std::path::PathBuf;
use std::time::Duration;

use aws_auth::sigv4::{self, HeaderList, Payload, RequestView};
use bytes::Bytes;
use http::{Request, Response};
use task::Clock;

use crate::cli::Target;
use crate::failure::{Failure, Outcome};

/// A server, and whom to be there.
#[derive(Debug)]
pub struct Client {
    /// `http://HOST:PORT`.
    pub endpoint: String,
    region: String,
    access_key: String,
    secret: String,
    token: Option<String>,
}

/// One request.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The method.
    pub method: &'a str,
    /// The path, percent-encoded.
    pub path: &'a str,
    /// The query, percent-encoded.
    pub query: &'a str,
    /// The name that it is signed for.
    pub service: &'a str,
    /// Headers besides those of the signature.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: Bytes,
    /// How long an answer may take.
    pub time_max: Duration,
}

impl Client {
    /// The client that flags, variables and profiles say.
    pub fn new(target: &Target) -> Outcome<Self> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let endpoint = target.endpoint.clone().or_else(|| variable("AWS_ENDPOINT_URL"));
        let endpoint = endpoint.unwrap_or_else(|| "http://127.0.0.1:4566".to_owned());
        let profile = target.profile.clone().or_else(|| variable("AWS_PROFILE"));
        let mut client = Self {
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            region: String::new(),
            access_key: "test".to_owned(),
            secret: "test".to_owned(),
            token: None,
        };
        let mut region = None;
        let from_variables = (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"));
        match (&target.profile, from_variables) {
            (None, (Some(access_key), Some(secret))) => {
                client.access_key = access_key;
                client.secret = secret;
                client.token = variable("AWS_SESSION_TOKEN");
            }
            _ => region = client.read_profile(profile.as_deref())?,
        }
        let region = target.region.clone().or_else(|| variable("AWS_REGION")).or(region);
        let region = region.or_else(|| variable("AWS_DEFAULT_REGION"));
        client.region = region.unwrap_or_else(|| "us-east-1".to_owned());
        Ok(client)
    }

    /// A client with credentials at hand.
    pub fn with(endpoint: &str, region: &str, access_key: &str, secret: &str) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            region: region.to_owned(),
            access_key: access_key.to_owned(),
            secret: secret.to_owned(),
            token: None,
        }
    }

    /// Take over what `~/.aws/credentials` says of a profile; the profile's region.
    fn read_profile(&mut self, name: Option<&str>) -> Outcome<Option<String>> {
        let file = std::env::var_os("AWS_SHARED_CREDENTIALS_FILE").map(PathBuf::from);
        let home =
            || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".aws/credentials"));
        let Some(path) = file.or_else(home) else { return Ok(None) };
        let Ok(text) = std::fs::read_to_string(&path) else {
            return match name {
                None => Ok(None),
                Some(name) => Err(Failure::usage(format!(
                    "there is no profile {name}: cannot read {}",
                    path.display()
                ))),
            };
        };
        let wanted = name.unwrap_or("default");
        let mut inside = false;
        let mut found = false;
        let mut region = None;
        for line in text.lines().map(str::trim) {
            if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                inside = section.trim().trim_start_matches("profile ") == wanted;
                found |= inside;
            } else if let (true, Some((key, value))) = (inside, line.split_once('=')) {
                let value = value.trim().to_owned();
                match key.trim() {
                    "aws_access_key_id" => self.access_key = value,
                    "aws_secret_access_key" => self.secret = value,
                    "aws_session_token" => self.token = Some(value),
                    "region" => region = Some(value),
                    _ => {}
                }
            }
        }
        if !found && let Some(name) = name {
            return Err(Failure::usage(format!("{} has no profile {name}", path.display())));
        }
        Ok(region)
    }

    /// Send one signed request.
    pub async fn send(&self, ask: Ask<'_>) -> Outcome<Response<Bytes>> {
        let host = self.endpoint.split_once("://").map_or(&*self.endpoint, |(_, host)| host);
        let mut headers = HeaderList::new(ask.headers.iter().copied());
        headers.set("host", host);
        let view = RequestView {
            method: ask.method,
            path: ask.path,
            query: ask.query,
            headers: &headers,
            authority: None,
        };
        let credentials = sigv4::Credentials {
            access_key: &self.access_key,
            secret: &self.secret,
            token: self.token.as_deref(),
            region: &self.region,
            service: ask.service,
        };
        let added =
            sigv4::sign_header(&view, &credentials, Payload::Bytes(&ask.body), Clock::real_ms());
        let query = if ask.query.is_empty() { String::new() } else { format!("?{}", ask.query) };
        let mut request = Request::builder()
            .method(ask.method)
            .uri(format!("{}{}{query}", self.endpoint, ask.path));
        for (name, value) in ask.headers {
            request = request.header(*name, *value);
        }
        for (name, value) in added {
            request = request.header(name, value);
        }
        let request = request.body(ask.body).map_err(|error| {
            Failure::usage(format!("{} is no address of a server: {error}", self.endpoint))
        })?;
        egress::send(request, ask.time_max).await.map_err(|error| {
            let hint = "is a server running there? `hamsu up` starts one; --endpoint URL or \
                        AWS_ENDPOINT_URL names another";
            match error {
                egress::EgressError::Connect { .. } => Failure::new(error.to_string()).hint(hint),
                other => Failure::from(other),
            }
        })
    }
}

/// What an error answer says: its code and message.
pub fn told(answer: &Response<Bytes>) -> String {
    let body: serde_json::Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    let header = answer.headers().get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    let code = header.or_else(|| body["__type"].as_str()).unwrap_or("error");
    let code = code.rsplit('#').next().unwrap_or(code);
    let message = body["message"].as_str().or_else(|| body["Message"].as_str());
    let message = message.unwrap_or_default();
    format!("{code} ({}): {message}", answer.status().as_u16())
}
