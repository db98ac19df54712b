//! The other end of `tests/test_wire.py`: reads requests of any listed operation in any protocol
//! and tells what it understood; takes outputs and tells how they would be sent. One JSON object a
//! line, both ways.

use std::io::{BufRead as _, Write as _};

use aws_shape::{Codec, Protocol, ServiceSchema};
use aws_wire::{JsonReader, JsonWriter, Labels, PathRouter, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Question {
    service: String,
    operation: String,
    #[serde(flatten)]
    side: Side,
}

#[derive(Deserialize)]
#[serde(tag = "side", rename_all = "lowercase")]
enum Side {
    Input {
        method: String,
        path: String,
        query: String,
        headers: Vec<(String, String)>,
        body: String,
    },
    Output {
        value: String,
    },
}

#[derive(Serialize, Default)]
struct Told {
    value: Option<String>,
    violations: Option<String>,
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    error: Option<String>,
}

fn services() -> [(&'static ServiceSchema, &'static [Codec]); 8] {
    [
        (&svc_apigatewayv2::model::SERVICE, svc_apigatewayv2::model::CODECS),
        (&svc_dynamodb::model::SERVICE, svc_dynamodb::model::CODECS),
        (&svc_events::model::SERVICE, svc_events::model::CODECS),
        (&svc_iam::model::SERVICE, svc_iam::model::CODECS),
        (&svc_lambda::model::SERVICE, svc_lambda::model::CODECS),
        (&svc_logs::model::SERVICE, svc_logs::model::CODECS),
        (&svc_sns::model::SERVICE, svc_sns::model::CODECS),
        (&svc_sts::model::SERVICE, svc_sts::model::CODECS),
    ]
}

fn main() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let told = answer(&question)
            .unwrap_or_else(|error| Told { error: Some(format!("{error:#}")), ..Told::default() });
        serde_json::to_writer(&mut out, &told)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(question: &Question) -> anyhow::Result<Told> {
    let (schema, codecs) = services()
        .into_iter()
        .find(|(schema, _)| schema.name == question.service)
        .ok_or_else(|| anyhow::anyhow!("no service {}", question.service))?;
    let codec = codecs
        .iter()
        .find(|codec| codec.operation.name == question.operation)
        .ok_or_else(|| anyhow::anyhow!("no operation {}", question.operation))?;
    let protocol = schema.protocols[0];
    match &question.side {
        Side::Input { method, path, query, headers, body } => {
            let labels = labels(codec, protocol, method, (path, query))?;
            let body = STANDARD.decode(body)?.into();
            let headers: Vec<(&str, &str)> =
                headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let headers = Pairs(&headers);
            let request = Request { path, query, headers: &headers, body: &body };
            let mut read = None;
            let checks =
                aws_wire::decode(protocol, codec.operation, &request, &labels, &mut |r| {
                    read = Some((codec.input)(r)?);
                    Ok(())
                })?;
            let mut writer = JsonWriter::neutral();
            if let Some(shape) = read {
                shape.write_any(&mut writer);
            }
            Ok(Told {
                value: Some(String::from_utf8(writer.finish())?),
                violations: (!checks.is_empty()).then(|| checks.message()),
                ..Told::default()
            })
        }
        Side::Output { value } => {
            let mut reader = JsonReader::neutral(value.as_bytes());
            let shape = (codec.output)(&mut reader)?;
            let answer = aws_wire::encode(protocol, schema, codec.operation, &*shape, "an-id");
            let headers = answer.headers.iter();
            Ok(Told {
                status: answer.status,
                headers: headers.map(|(name, value)| (name.to_string(), value.clone())).collect(),
                body: STANDARD.encode(&answer.body),
                ..Told::default()
            })
        }
    }
}

fn labels(
    codec: &Codec,
    protocol: Protocol,
    method: &str,
    (path, query): (&str, &str),
) -> anyhow::Result<Labels> {
    if protocol != Protocol::RestJson {
        return Ok(Labels::new());
    }
    let mut router = PathRouter::default();
    router.add(codec.operation.method, codec.operation.uri, ());
    let found = router.find(method, path, query);
    found.map(|((), labels)| labels).ok_or_else(|| anyhow::anyhow!("no route for {method} {path}"))
}

struct Pairs<'p>(&'p [(&'p str, &'p str)]);

impl aws_wire::Headers for Pairs<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        aws_wire::Headers::get(self.0, name)
    }

    fn each<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h str)) {
        aws_wire::Headers::each(self.0, visit);
    }
}
