//! Reading bodies: bounded each, bounded as a whole, bounded in time, gzip undone.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use hyper::body::{Body, Incoming};
use task::Clock;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A body that stands still for this long is given up.
const STALL: Duration = Duration::from_secs(30);
/// Permits are this many bytes each, so that they fit the semaphore's count.
const UNIT: usize = 1_024;

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// It is, or says that it will be, larger than the operation takes.
    TooLarge,
    /// Nothing came for a while.
    Stalled,
    /// The client went away in the middle of it.
    Cut,
    /// Too many bodies are under way.
    Busy,
    /// It says that it is gzip and is not.
    NotGzip,
}

/// A body and its share of the bytes in flight.
pub(crate) struct Held {
    pub bytes: Bytes,
    _share: Option<OwnedSemaphorePermit>,
}

/// The semaphore for so many bytes in flight.
pub(crate) fn budget(bytes: usize) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(bytes / UNIT))
}

/// Read all of `incoming`, at most `max` bytes.
pub(crate) async fn read(
    mut incoming: Incoming,
    max: usize,
    in_flight: &Arc<Semaphore>,
) -> Result<Held, BodyError> {
    if incoming.is_end_stream() {
        return Ok(Held { bytes: Bytes::new(), _share: None });
    }
    let hint = incoming.size_hint();
    if hint.lower() > max as u64 {
        return Err(BodyError::TooLarge);
    }
    let expected = hint.upper().map_or(max, |upper| max.min(upper as usize));
    let share = Arc::clone(in_flight).acquire_many_owned((expected / UNIT + 1) as u32);
    let share = within(share).await.ok_or(BodyError::Busy)?.map_err(|_| BodyError::Busy)?;
    let mut first = None;
    let mut rest = BytesMut::new();
    loop {
        let frame = match within(incoming.frame()).await {
            None => return Err(BodyError::Stalled),
            Some(None) => break,
            Some(Some(Err(_))) => return Err(BodyError::Cut),
            Some(Some(Ok(frame))) => frame,
        };
        let Ok(data) = frame.into_data() else { continue };
        let so_far = first.as_ref().map_or(0, Bytes::len) + rest.len();
        if so_far + data.len() > max {
            return Err(BodyError::TooLarge);
        }
        if first.is_none() && rest.is_empty() {
            first = Some(data);
            continue;
        }
        if let Some(first) = first.take() {
            rest.reserve(expected.max(first.len() + data.len()));
            rest.extend_from_slice(&first);
        }
        rest.extend_from_slice(&data);
    }
    Ok(Held { bytes: first.unwrap_or_else(|| rest.freeze()), _share: Some(share) })
}

/// Undo gzip, to at most `max` bytes.
pub(crate) fn gunzip(packed: &[u8], max: usize) -> Result<Bytes, BodyError> {
    let mut out = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(packed).take(max as u64 + 1);
    reader.read_to_end(&mut out).map_err(|_| BodyError::NotGzip)?;
    if out.len() > max { Err(BodyError::TooLarge) } else { Ok(Bytes::from(out)) }
}

async fn within<T>(work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        done = work => Some(done),
        () = Clock::sleep_real(STALL) => None,
    }
}
