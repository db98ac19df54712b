//! `Code.Location`: a link to a version's package that anybody may follow who has it, for ten
//! minutes, as AWS's presigned links are.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use service::{AwsResult, Cx};
use store::{BlobId, Scope};

use crate::Lambda;
use crate::state::Code;

/// The path that links begin with; the rest is the token.
pub const CODE_PATH: &str = "/_aws/lambda-code/";
/// How long a link is good.
const LIFE_MS: i64 = 10 * 60 * 1_000;
/// What tokens are sealed for.
const ABOUT: &str = "lambda:Code.Location";

#[derive(Serialize, Deserialize)]
struct Link {
    blob: BlobId,
    expires_ms: i64,
}

/// The link to `code` on the server as the caller reached it.
pub(crate) fn location(cx: &Cx, code: &Code) -> String {
    let link = Link { blob: code.blob, expires_ms: cx.now_ms() + LIFE_MS };
    let position = serde_json::to_vec(&link).unwrap_or_default();
    let token = cx.platform.pages.seal_in(&nobody(), ABOUT, b"", &position);
    format!("{}{CODE_PATH}{token}", cx.endpoint)
}

/// The package that a link's token stands for; `None` if the token is not ours, has expired or the
/// package is gone.
pub async fn code_download(lambda: &Lambda, token: &str, now_ms: i64) -> AwsResult<Option<Bytes>> {
    let position = lambda.platform().pages.open_in(&nobody(), ABOUT, b"", token);
    let link = position.and_then(|position| serde_json::from_slice::<Link>(&position).ok());
    let Some(link) = link.filter(|link| now_ms < link.expires_ms) else { return Ok(None) };
    let lambda = lambda.clone();
    let work = task::spawn_blocking(move || {
        let blobs = lambda.platform().store.blobs();
        if !blobs.exists(&link.blob) {
            return Ok(None);
        }
        Ok(Some(blobs.read(&link.blob)?))
    });
    work.await.map_err(anyhow::Error::from)?
}

/// Whoever follows a link is nobody in particular.
fn nobody() -> Scope {
    Scope::new("", "")
}
