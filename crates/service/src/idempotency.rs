//! The one table of idempotency tokens: a request repeated with the same token within its life
//! gets the first answer, and one that says something else under that token is refused.
//!
//! [`look_up`] and [`remember`] belong into one [`Cx::transact`]: of two requests that come at once
//! with the same token, one is carried out and the other one looks again.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::{Expect, Key, Snapshot, Table, Transaction};

use crate::{AwsResult, Cx};

/// How long a token is remembered.
pub const LIFE_MS: i64 = 10 * 60 * 1_000;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Remembered {
    request_sha256: [u8; 32],
    answer: String,
    expires_ms: i64,
}

/// How many expired tokens go whenever one comes, so that the table does not grow for ever.
const FORGOTTEN_AT_ONCE: usize = 2;

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
    let row = TOKENS.get(snapshot, &key(cx, operation, token))?;
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

/// Remember the answer of a request with a token, in the transaction that carries it out. The
/// transaction conflicts if the token has been used since it was looked up.
pub fn remember(
    cx: &Cx,
    tx: &mut Transaction,
    operation: &str,
    token: &str,
    request: &[u8],
    answer: String,
) -> AwsResult {
    let (snapshot, now_ms) = (cx.snapshot(), cx.now_ms());
    let key = key(cx, operation, token);
    // A row that is alive was not there when the token was looked up: expecting none conflicts.
    let expired = TOKENS.get(&snapshot, &key)?.filter(|row| row.expires_ms <= now_ms);
    tx.expect(&key, expired.map_or(Expect::Absent, |row| Expect::Version(row.version)));
    let row = Remembered { request_sha256: hash(request), answer, expires_ms: now_ms + LIFE_MS };
    TOKENS.put(tx, &key, &row)?;
    forget_neighbours(cx, &snapshot, tx, &key)
}

/// Take away those of the next tokens in order that have expired; the first ones follow the last.
/// The order is that of hashes: every expired token is somebody's neighbour before long.
fn forget_neighbours(cx: &Cx, snapshot: &Snapshot, tx: &mut Transaction, key: &Key) -> AwsResult {
    let (all, own): (_, &[u8]) = (TOKENS.prefix(&cx.scope, ()), key.as_ref());
    let next = TOKENS.scan_prefix(snapshot, &all, Some(key), FORGOTTEN_AT_ONCE);
    let first = TOKENS.scan_prefix(snapshot, &all, None, FORGOTTEN_AT_ONCE);
    for pair in next.chain(first).take(FORGOTTEN_AT_ONCE) {
        let (neighbour, row) = pair?;
        if neighbour != own && row.expires_ms <= cx.now_ms() {
            tx.expect(&neighbour, Expect::Version(row.version)).delete(&neighbour);
        }
    }
    Ok(())
}

fn key(cx: &Cx, operation: &str, token: &str) -> Key {
    let name = [operation.as_bytes(), b"\0", token.as_bytes()].concat();
    TOKENS.key(&cx.scope, (&hash(&name)[..],))
}

fn hash(request: &[u8]) -> [u8; 32] {
    Sha256::digest(request).into()
}
