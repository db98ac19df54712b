//! How events lie in the store: a row holds consecutive events of one commit to one stream.
//!
//! A row spans at most [`SPAN_MS`] and about [`ROW_BYTES`], so that reading from a point in time
//! has to look no further back than that. Its key has the time and number of its first event; the
//! value is the format's version, then as LEB128 numbers the ingestion time and the cost of all
//! events, then for each event the milliseconds since the first, the length, the message.

use bytes::Bytes;
use store::{Part, ReadError, parts_of};

/// The most between the first and the last event of a row, in milliseconds.
pub(crate) const SPAN_MS: i64 = 1_000;
/// A row ends with the event that makes it longer than this.
const ROW_BYTES: usize = 64 * 1024;
/// What AWS counts for an event besides its message.
pub(crate) const EVENT_OVERHEAD_BYTES: usize = 26;

const FORMAT: u8 = 1;

/// An event to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewEvent {
    pub(crate) time_ms: i64,
    pub(crate) message: String,
}

/// A stored event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) time_ms: i64,
    pub(crate) ingested_ms: i64,
    /// Counts the events of the stream.
    pub(crate) seq: u64,
    pub(crate) message: String,
}

/// A row to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Batch {
    pub(crate) first_ms: i64,
    pub(crate) first_seq: u64,
    pub(crate) value: Bytes,
}

/// What AWS counts for a message.
pub(crate) fn cost(message: &str) -> usize {
    message.len() + EVENT_OVERHEAD_BYTES
}

/// The rows of `events`, which are in the order of their times; the first has number `seq`.
pub(crate) fn encode(events: &[NewEvent], mut seq: u64, ingested_ms: i64) -> Vec<Batch> {
    let mut batches = Vec::new();
    let mut left = events;
    while let Some(first) = left.first() {
        let mut bytes = 0;
        let len = left
            .iter()
            .take_while(|event| {
                let fits = bytes < ROW_BYTES && event.time_ms - first.time_ms <= SPAN_MS;
                bytes += event.message.len();
                fits
            })
            .count();
        let (row, rest) = left.split_at(len);
        let row_cost: usize = row.iter().map(|event| cost(&event.message)).sum();
        let mut value = Vec::with_capacity(row_cost);
        value.push(FORMAT);
        push_number(&mut value, ingested_ms.cast_unsigned());
        push_number(&mut value, row_cost as u64);
        for event in row {
            push_number(&mut value, (event.time_ms - first.time_ms).cast_unsigned());
            push_number(&mut value, event.message.len() as u64);
            value.extend_from_slice(event.message.as_bytes());
        }
        batches.push(Batch { first_ms: first.time_ms, first_seq: seq, value: value.into() });
        seq += len as u64;
        left = rest;
    }
    batches
}

/// Time and number of the first event of the row under `key`.
pub(crate) fn first_of(key: &[u8]) -> Result<(i64, u64), ReadError> {
    let parts = parts_of(key).unwrap_or_default();
    match parts.as_slice() {
        [.., Part::Signed(time_ms), Part::Unsigned(seq)] => Ok((*time_ms, *seq)),
        _ => Err(refused("its key has no time and number")),
    }
}

/// The events of the row whose key says `first`.
pub(crate) fn decode((first_ms, seq): (i64, u64), value: &[u8]) -> Result<Vec<Event>, ReadError> {
    let mut rest = value;
    let (ingested_ms, _) = header(&mut rest)?;
    let mut events = Vec::new();
    while !rest.is_empty() {
        let time_ms = first_ms.saturating_add(number(&mut rest)?.cast_signed());
        let len = number(&mut rest)? as usize;
        let (message, after) =
            rest.split_at_checked(len).ok_or_else(|| refused("a message is cut off"))?;
        rest = after;
        let message = std::str::from_utf8(message).map_err(|_| refused("a message is no text"))?;
        events.push(Event {
            time_ms,
            ingested_ms,
            seq: seq + events.len() as u64,
            message: message.to_owned(),
        });
    }
    Ok(events)
}

/// What AWS counts for all events of a row.
pub(crate) fn row_cost(value: &[u8]) -> Result<u64, ReadError> {
    Ok(header(&mut &*value)?.1)
}

/// Ingestion time and cost.
fn header(rest: &mut &[u8]) -> Result<(i64, u64), ReadError> {
    match rest.split_first() {
        Some((&FORMAT, after)) => *rest = after,
        _ => return Err(refused("it was written by a newer hamsu")),
    }
    Ok((number(rest)?.cast_signed(), number(rest)?))
}

fn refused(detail: &str) -> ReadError {
    ReadError::Row { table: "logs.events".to_owned(), detail: detail.to_owned() }
}

fn push_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number as u8) | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn number(rest: &mut &[u8]) -> Result<u64, ReadError> {
    let mut out = 0_u64;
    for (index, byte) in rest.iter().take(10).enumerate() {
        out |= u64::from(byte & 0x7F) << (7 * index);
        if byte & 0x80 == 0 {
            *rest = &rest[index + 1..];
            return Ok(out);
        }
    }
    Err(refused("a number is cut off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(time_ms: i64, message: &str) -> NewEvent {
        NewEvent { time_ms, message: message.to_owned() }
    }

    fn decoded(batches: &[Batch]) -> Vec<Event> {
        batches
            .iter()
            .flat_map(|batch| decode((batch.first_ms, batch.first_seq), &batch.value).unwrap())
            .collect()
    }

    #[test]
    fn rows_give_back_the_events_they_were_made_of() {
        let events = [event(5, "a"), event(5, "ä\0\n"), event(900, ""), event(5_000, "far")];
        let batches = encode(&events, 7, 1_767_225_600_000);
        assert_eq!(batches.len(), 2, "an event {SPAN_MS} ms later begins a new row");
        let back = decoded(&batches);
        for (index, (new, old)) in events.iter().zip(&back).enumerate() {
            assert_eq!((new.time_ms, &new.message), (old.time_ms, &old.message));
            assert_eq!((old.seq, old.ingested_ms), (7 + index as u64, 1_767_225_600_000));
        }
        let costs: u64 = batches.iter().map(|batch| row_cost(&batch.value).unwrap()).sum();
        assert_eq!(costs, 1 + 4 + 3 + 4 * 26);
    }

    #[test]
    fn a_row_ends_when_it_is_long_and_takes_a_message_of_any_length() {
        let long = "x".repeat(ROW_BYTES - 1);
        let batches = encode(&[event(1, &long), event(1, &long), event(1, "y")], 0, 1);
        assert_eq!(batches.iter().map(|batch| batch.first_seq).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(decoded(&batches).len(), 3);
    }

    #[test]
    fn a_damaged_row_is_an_error() {
        let batch = encode(&[event(1, "message")], 0, 1).remove(0);
        for len in 0..batch.value.len() {
            // Cut behind the header, there is simply no event.
            let cut = decode((1, 0), &batch.value[..len]);
            assert!(cut.is_err() || cut.unwrap().is_empty(), "{len}");
        }
        let mut other = batch.value.to_vec();
        other[0] = 2;
        assert!(decode((1, 0), &other).is_err());
        let last = other.len() - 1;
        (other[0], other[last]) = (FORMAT, 0xFF);
        assert!(decode((1, 0), &other).is_err());
    }
}
