//! What waits to be committed, and what is dropped instead: no IO, and no clock of its own. Times
//! are those since the writer was started.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use fn_model::FunctionId;

use crate::batch::{NewEvent, cost};
use crate::writer::WriterOptions;
use crate::writer::commit::{Address, Taken};

/// Where a line comes from and goes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub(super) function: &'a FunctionId,
    pub(super) role: &'a str,
    pub(super) group: &'a str,
    pub(super) stream: &'a str,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pushed {
    /// It waits.
    Kept,
    /// Its stream writes too fast.
    TooFast,
    /// Too much waits already.
    TooMuch,
}

/// What the task does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// Wait to be woken.
    Idle,
    /// Wait for so long, or to be woken.
    Wait(Duration),
    /// Commit one batch of each stream.
    Commit,
    /// Commit everything; the number of the flush that is wanted.
    Flush(u64),
    /// There is no writer any more.
    End,
}

/// The lines of all streams.
pub(super) struct Buffers {
    options: WriterOptions,
    streams: HashMap<String, Stream>,
    /// What waits or is being committed.
    bytes: usize,
    /// When the first of the waiting lines came.
    since: Option<Duration>,
    /// A commit failed at this time and none has succeeded since.
    failed: Option<Duration>,
    /// Some stream has a whole batch.
    due: bool,
    flush_wanted: u64,
    flush_done: u64,
    closed: bool,
    /// Reused for the keys of streams.
    key: String,
}

/// The lines of one stream.
struct Stream {
    address: Arc<Address>,
    lines: Vec<NewEvent>,
    bytes: usize,
    /// A batch whose commit failed: the next to be tried, as it is.
    failed: Option<Taken>,
    /// What it may write now, in bytes, at `refilled`.
    allowed: u64,
    refilled: Duration,
    last_ms: i64,
    dropped: Dropped,
}

/// What a stream has lost since its last batch.
#[derive(Clone, Copy, Debug, Default)]
struct Dropped {
    too_fast: u64,
    too_much: u64,
    bytes: u64,
}

impl Buffers {
    pub(super) fn new(options: WriterOptions) -> Self {
        Self {
            options,
            streams: HashMap::new(),
            bytes: 0,
            since: None,
            failed: None,
            due: false,
            flush_wanted: 0,
            flush_done: 0,
            closed: false,
            key: String::new(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.streams.values().all(Stream::is_empty)
    }

    /// Take a line, or count it as dropped; and whether the task must look at its plan again.
    pub(super) fn push(
        &mut self,
        origin: &Origin<'_>,
        time_ms: i64,
        line: &str,
        now: Duration,
    ) -> (Pushed, bool) {
        let options = self.options;
        // An event has a message of at least one character.
        let line = if line.is_empty() { "\n" } else { cut(line, options.line_bytes) };
        let cost = cost(line);
        let memory_left = options.memory_bytes.saturating_sub(self.bytes);
        let stream = self.stream(origin, now);
        stream.refill(&options, now);
        // Events are read by time: a step back of the clock must not change their order.
        stream.last_ms = stream.last_ms.max(time_ms);
        let pushed = if (cost as u64) > stream.allowed {
            stream.dropped.too_fast += 1;
            Pushed::TooFast
        } else if cost > memory_left {
            stream.dropped.too_much += 1;
            Pushed::TooMuch
        } else {
            Pushed::Kept
        };
        if pushed == Pushed::Kept {
            stream.allowed -= cost as u64;
            stream.bytes += cost;
            stream.lines.push(NewEvent { time_ms: stream.last_ms, message: line.to_owned() });
        } else {
            stream.dropped.bytes += line.len() as u64;
        }
        let full = stream.bytes >= options.batch_bytes;
        if pushed == Pushed::Kept {
            self.bytes += cost;
        }
        // What was dropped is told of in a line, which waits like any other.
        let changes = self.since.is_none() || (full && !self.due);
        self.since.get_or_insert(now);
        self.due |= full;
        (pushed, changes)
    }

    fn stream(&mut self, origin: &Origin<'_>, now: Duration) -> &mut Stream {
        let FunctionId { account, region, .. } = origin.function;
        self.key.clear();
        for part in [&**account, &**region, origin.group, origin.stream] {
            self.key.push_str(part);
            self.key.push('\0');
        }
        if !self.streams.contains_key(&self.key) {
            let stream = Stream::new(Address::of(origin), &self.options, now);
            self.streams.insert(self.key.clone(), stream);
        }
        self.streams.get_mut(&self.key).expect("it was put there if it was missing")
    }

    /// What the task does next.
    pub(super) fn plan(&self, now: Duration) -> Plan {
        if self.flush_wanted > self.flush_done {
            return Plan::Flush(self.flush_wanted);
        }
        if self.closed {
            return Plan::End;
        }
        let left = |from: Duration, wait: Duration| {
            let left = (from + wait).saturating_sub(now);
            if left.is_zero() { Plan::Commit } else { Plan::Wait(left) }
        };
        match (self.failed, self.since) {
            (_, None) => Plan::Idle,
            (Some(failed), _) => left(failed, self.options.retry),
            (None, Some(_)) if self.due => Plan::Commit,
            (None, Some(since)) => left(since, self.options.interval),
        }
    }

    /// One batch of every stream that has one.
    pub(super) fn take(&mut self) -> Vec<Taken> {
        let batch_bytes = self.options.batch_bytes;
        let taken: Vec<Taken> =
            self.streams.values_mut().filter_map(|stream| stream.take(batch_bytes)).collect();
        // Notices of dropped lines are counted from here on, and given back with the batch.
        let waiting: usize = self.streams.values().map(|stream| stream.bytes).sum();
        self.bytes = waiting + taken.iter().map(|taken| taken.bytes).sum::<usize>();
        self.due = self.streams.values().any(|stream| stream.bytes >= batch_bytes);
        if self.streams.values().all(Stream::is_empty) {
            self.since = None;
        }
        taken
    }

    /// A batch is stored, or will never be.
    pub(super) fn done(&mut self, taken: Taken, now: Duration) {
        self.bytes = self.bytes.saturating_sub(taken.bytes);
        // A stream at rest is forgotten once it may write its full burst again.
        let options = self.options;
        self.streams.retain(|_, stream| {
            stream.refill(&options, now);
            !stream.is_empty() || stream.allowed < options.burst_bytes
        });
    }

    /// A batch must be tried again; whether it is the first failure since a success.
    pub(super) fn again(&mut self, taken: Taken, now: Duration) -> bool {
        let key = taken.address.key();
        self.since.get_or_insert(now);
        let first = self.failed.replace(now).is_none();
        let options = self.options;
        let address = Arc::clone(&taken.address);
        let stream = self.streams.entry(key).or_insert_with(|| Stream::new(address, &options, now));
        stream.failed = Some(taken);
        first
    }

    /// All that was taken is stored.
    pub(super) fn recovered(&mut self) {
        self.failed = None;
    }

    pub(super) fn want_flush(&mut self) -> u64 {
        self.flush_wanted += 1;
        self.flush_wanted
    }

    pub(super) fn flushed(&mut self, flush: u64) {
        self.flush_done = self.flush_done.max(flush);
    }

    /// Nobody will push any more: one last flush, then the end.
    pub(super) fn close(&mut self) {
        self.closed = true;
        self.flush_wanted += 1;
    }
}

impl Stream {
    fn new(address: Arc<Address>, options: &WriterOptions, now: Duration) -> Self {
        Self {
            address,
            lines: Vec::new(),
            bytes: 0,
            failed: None,
            allowed: options.burst_bytes,
            refilled: now,
            last_ms: i64::MIN,
            dropped: Dropped::default(),
        }
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.failed.is_none() && self.dropped.lines() == 0
    }

    fn refill(&mut self, options: &WriterOptions, now: Duration) {
        let nanos = now.saturating_sub(self.refilled).as_nanos();
        let more = nanos * u128::from(options.rate_bytes) / 1_000_000_000;
        // Less than a byte is left to grow.
        if more > 0 {
            let more = u64::try_from(more).unwrap_or(u64::MAX);
            self.allowed = self.allowed.saturating_add(more).min(options.burst_bytes);
            self.refilled = now;
        }
    }

    fn take(&mut self, batch_bytes: usize) -> Option<Taken> {
        if let Some(failed) = self.failed.take() {
            return Some(failed);
        }
        let mut bytes = 0;
        let count = self
            .lines
            .iter()
            .take_while(|line| {
                let fits = bytes == 0 || bytes + cost(&line.message) <= batch_bytes;
                bytes += if fits { cost(&line.message) } else { 0 };
                fits
            })
            .count();
        let rest = self.lines.split_off(count);
        let mut lines = std::mem::replace(&mut self.lines, rest);
        self.bytes -= bytes;
        if self.lines.is_empty()
            && let Some(notice) = self.dropped.notice()
        {
            self.dropped = Dropped::default();
            bytes += cost(&notice);
            lines.push(NewEvent { time_ms: self.last_ms, message: notice });
        }
        let address = Arc::clone(&self.address);
        (!lines.is_empty()).then(|| Taken { address, lines, bytes, attempt: None })
    }
}

impl Dropped {
    fn lines(self) -> u64 {
        self.too_fast + self.too_much
    }

    /// The line that tells of them.
    fn notice(self) -> Option<String> {
        let Self { too_fast, too_much, bytes } = self;
        let why = match (too_fast, too_much) {
            (0, 0) => return None,
            (_, 0) => "they were written faster than a log stream takes them",
            (0, _) => "too many lines were waiting to be stored",
            _ => "they were written faster than they could be stored",
        };
        Some(format!("[hamsu] {} lines ({bytes} bytes) were dropped here: {why}.\n", self.lines()))
    }
}

/// The first `bytes` of `line`, less what would be half a character.
fn cut(line: &str, bytes: usize) -> &str {
    &line[..line.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(100);

    fn options() -> WriterOptions {
        WriterOptions {
            interval: Duration::from_secs(1),
            batch_bytes: 1_000,
            memory_bytes: 3_000,
            rate_bytes: 1_000,
            burst_bytes: 2_000,
            line_bytes: 500,
            retry: Duration::from_secs(5),
        }
    }

    fn push(buffers: &mut Buffers, stream: &str, line: &str, now: Duration) -> (Pushed, bool) {
        let function = FunctionId::new("000000000000", "eu-west-1", "f");
        let origin = Origin { function: &function, role: "r", group: "g", stream };
        buffers.push(&origin, 7, line, now)
    }

    fn line(cost: usize) -> String {
        "x".repeat(cost - 26)
    }

    #[test]
    fn lines_wait_for_the_interval_or_for_a_whole_batch() {
        let mut buffers = Buffers::new(options());
        assert_eq!(buffers.plan(START), Plan::Idle);
        assert_eq!(push(&mut buffers, "s", &line(400), START), (Pushed::Kept, true));
        assert_eq!(buffers.plan(START), Plan::Wait(Duration::from_secs(1)));
        assert_eq!(buffers.plan(START + Duration::from_secs(1)), Plan::Commit);
        assert_eq!(push(&mut buffers, "s", &line(400), START), (Pushed::Kept, false));
        assert_eq!(push(&mut buffers, "s", &line(400), START), (Pushed::Kept, true), "full");
        assert_eq!(buffers.plan(START), Plan::Commit);
        let taken = buffers.take();
        assert_eq!(taken.iter().map(|taken| taken.lines.len()).collect::<Vec<_>>(), [2]);
        assert_eq!(buffers.plan(START), Plan::Wait(Duration::from_secs(1)), "one line is left");
        assert_eq!(buffers.bytes(), 1_200, "what is being committed counts");
        for taken in taken {
            buffers.done(taken, START);
        }
        assert_eq!(buffers.bytes(), 400);
        assert_eq!(buffers.take().len(), 1);
        assert_eq!(buffers.plan(START), Plan::Idle);
    }

    #[test]
    fn a_stream_beyond_its_rate_loses_lines_and_is_told_how_many() {
        let mut buffers = Buffers::new(options());
        let pushed: Vec<Pushed> =
            (0..6).map(|_| push(&mut buffers, "s", &line(500), START).0).collect();
        assert_eq!(pushed[..4], [Pushed::Kept; 4]);
        assert_eq!(pushed[4..], [Pushed::TooFast; 2]);
        assert_eq!(push(&mut buffers, "other", &line(500), START).0, Pushed::Kept);
        let later = START + Duration::from_millis(500);
        let first = buffers.take();
        assert!(first.iter().all(|taken| taken.lines.iter().all(|l| l.message.starts_with('x'))));
        let second = buffers.take();
        assert_eq!(second.len(), 1);
        let last = &second[0].lines.last().expect("a notice").message;
        assert!(last.starts_with("[hamsu] 2 lines (948 bytes) were dropped here"), "{last}");
        assert_eq!(push(&mut buffers, "s", &line(500), later).0, Pushed::Kept);
        assert_eq!(push(&mut buffers, "s", &line(27), later).0, Pushed::TooFast);
        let third = buffers.take();
        assert_eq!(third[0].lines.len(), 2, "a line and the notice");
    }

    #[test]
    fn a_loss_is_told_though_nothing_else_is_written() {
        let mut buffers = Buffers::new(WriterOptions { burst_bytes: 100, ..options() });
        assert_eq!(push(&mut buffers, "s", &line(400), START), (Pushed::TooFast, true));
        assert_eq!(buffers.plan(START), Plan::Wait(Duration::from_secs(1)));
        let taken = buffers.take();
        assert_eq!((taken[0].lines.len(), taken[0].lines[0].time_ms), (1, 7));
        assert!(buffers.is_empty());
    }

    #[test]
    fn what_is_buffered_is_bounded_also_while_it_is_being_committed() {
        let mut buffers = Buffers::new(options());
        for stream in ["a", "b", "c", "d", "e", "f"] {
            assert_eq!(push(&mut buffers, stream, &line(500), START).0, Pushed::Kept);
        }
        assert_eq!(push(&mut buffers, "g", &line(27), START).0, Pushed::TooMuch);
        let mut taken = buffers.take();
        assert_eq!(push(&mut buffers, "g", &line(27), START).0, Pushed::TooMuch);
        taken.retain(|taken| taken.bytes == 500);
        buffers.done(taken.remove(0), START);
        assert_eq!(push(&mut buffers, "g", &line(27), START).0, Pushed::Kept);
    }

    #[test]
    fn a_failed_batch_comes_back_first_and_as_it_was() {
        let mut buffers = Buffers::new(options());
        push(&mut buffers, "s", "first", START);
        let taken = buffers.take().remove(0);
        push(&mut buffers, "s", "second", START);
        assert!(buffers.again(taken, START), "the first failure");
        assert_eq!(buffers.plan(START), Plan::Wait(Duration::from_secs(5)));
        let again = buffers.take();
        assert_eq!(again[0].lines.len(), 1);
        assert_eq!(again[0].lines[0].message, "first");
        for taken in again {
            assert!(!buffers.again(taken, START), "not the first failure");
        }
        let first = buffers.take().remove(0);
        buffers.done(first, START);
        assert_eq!(buffers.plan(START), Plan::Wait(Duration::from_secs(5)));
        buffers.recovered();
        assert_eq!(buffers.plan(START), Plan::Wait(Duration::from_secs(1)));
        assert_eq!(buffers.take()[0].lines[0].message, "second");
    }

    #[test]
    fn a_line_is_cut_between_characters_and_never_empty() {
        let check = |line: &str, bytes: usize, kept: &str| assert_eq!(cut(line, bytes), kept);
        check("abc", 3, "abc");
        check("abc", 2, "ab");
        check("aé", 2, "a");
        let mut buffers = Buffers::new(options());
        push(&mut buffers, "s", "", START);
        push(&mut buffers, "s", &"y".repeat(501), START);
        let lines = buffers.take().remove(0).lines;
        assert_eq!(lines[0].message, "\n");
        assert_eq!(lines[1].message.len(), 500);
    }

    #[test]
    fn a_stream_at_rest_is_forgotten() {
        let mut buffers = Buffers::new(options());
        push(&mut buffers, "s", "line", START);
        let taken = buffers.take().remove(0);
        buffers.done(taken, START);
        assert_eq!(buffers.streams.len(), 1, "its rate is still watched");
        push(&mut buffers, "t", "line", START + Duration::from_secs(2));
        let taken = buffers.take().remove(0);
        buffers.done(taken, START + Duration::from_secs(2));
        assert_eq!(buffers.streams.len(), 1, "s has gone, t is watched");
    }

    #[test]
    fn a_closed_writer_flushes_once_and_ends() {
        let mut buffers = Buffers::new(options());
        push(&mut buffers, "s", "line", START);
        buffers.close();
        assert_eq!(buffers.plan(START), Plan::Flush(1));
        buffers.flushed(1);
        assert_eq!(buffers.plan(START), Plan::End);
    }
}
