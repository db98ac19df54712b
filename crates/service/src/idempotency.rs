//! The one table of idempotency tokens: a request repeated with the same token within its life
//! gets the first answer, and one that says something else under that token is refused.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::{Snapshot, Table, Transaction};

use crate::{AwsResult, Cx};

/// How long a token is remembered.
pub const LIFE_MS: i64 = 10 * 60 * 1_000;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Remembered {
    request_sha256: [u8; 32],
    answer: String,
    expires_ms: i64,
}

static TOKENS: Table<Remembered> = Table::new("idempotency", 1);

/// What is known of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: go on, and [`remember`] the answer in the same transaction.
    New,
    /// The same request was answered so.
    Answered(String),
    /// Another request used it.
    Mismatch,
}

/// What is known of `token` for `operation`, when it comes with a request whose meaning is
/// `request`.
pub fn look_up(
    cx: &Cx,
    snapshot: &Snapshot,
    operation: &str,
    token: &str,
    request: &[u8],
) -> AwsResult<Known> {
    let row = TOKENS.get(snapshot, &TOKENS.key(&cx.scope, (operation, token)))?;
    Ok(match row {
        Some(row) if row.expires_ms > cx.now_ms() => {
            if row.request_sha256 == hash(request) {
                Known::Answered(row.value.answer)
            } else {
                Known::Mismatch
            }
        }
        _ => Known::New,
    })
}

/// Remember the answer of a request with a token, in the transaction that carries it out.
pub fn remember(
    cx: &Cx,
    tx: &mut Transaction,
    operation: &str,
    token: &str,
    request: &[u8],
    answer: String,
) -> AwsResult {
    let row =
        Remembered { request_sha256: hash(request), answer, expires_ms: cx.now_ms() + LIFE_MS };
    TOKENS.put(tx, &TOKENS.key(&cx.scope, (operation, token)), &row)?;
    Ok(())
}

fn hash(request: &[u8]) -> [u8; 32] {
    Sha256::digest(request).into()
}
