//! Output of a sandbox becomes log lines: cut into lines, held to a rate, in the order in which it
//! was written.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fn_model::{LogSink, VersionSnapshot};
use task::{Clock, Instant};
use tokio::net::unix::pipe::Receiver;

/// A line is cut where it gets longer: an event of CloudWatch Logs may have 256 KB.
const LINE_BYTES_MAX: usize = 256 * 1024;
/// What may be written a second in the long run, and at once after a pause.
const BYTES_A_SECOND: u64 = 1024 * 1024;
/// What CloudWatch Logs counts for an event beside its text.
const LINE_COST: u64 = 26;
/// Where our runtime client's events of several lines have a line feed: U+FDD0, which is no
/// character, so that what a function prints has it nowhere.
const NEXT_LINE: &str = "\u{fdd0}";
/// Read at once. Every sandbox has a buffer of this size.
const READ_BYTES: usize = 16 * 1024;
/// What `LogType=Tail` returns.
const TAIL_BYTES: usize = 4096;

/// The log stream of one sandbox.
pub(crate) struct Log {
    sink: Arc<dyn LogSink>,
    clock: Clock,
    version: Arc<VersionSnapshot>,
    stream: String,
    lines: Mutex<Lines>,
    /// Lines that were dropped, of all sandboxes.
    dropped_lines: Arc<AtomicU64>,
}

struct Lines {
    rate: Rate,
    dropped: Dropped,
    tail: Option<Vec<u8>>,
}

/// The right to write to a log; lines keep their order because only one has it.
struct Pen<'a> {
    log: &'a Log,
    lines: MutexGuard<'a, Lines>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Dropped {
    lines: u64,
    bytes: u64,
}

/// A bucket that fills with time. Once it was too empty for a line it gives nothing until half of
/// it is full again, so that there are gaps in a log and not holes everywhere.
#[derive(Debug)]
struct Rate {
    left: u64,
    filled: Instant,
    is_dry: bool,
}

impl Rate {
    /// Take `cost` if it is there.
    fn take(&mut self, cost: u64) -> bool {
        if self.is_dry || cost > self.left {
            self.is_dry = true;
            return false;
        }
        self.left -= cost;
        true
    }

    fn fill(&mut self, nanos: u64, now: Instant) {
        let more = u128::from(nanos) * u128::from(BYTES_A_SECOND) / 1_000_000_000;
        if more > 0 {
            self.left = self.left.saturating_add(more.min(u128::from(u64::MAX)) as u64);
            self.left = self.left.min(BYTES_A_SECOND);
            self.filled = now;
            self.is_dry &= self.left < BYTES_A_SECOND / 2;
        }
    }
}

impl Log {
    pub(crate) fn new(
        sink: Arc<dyn LogSink>,
        clock: Clock,
        version: Arc<VersionSnapshot>,
        stream: String,
        dropped_lines: Arc<AtomicU64>,
    ) -> Self {
        let rate = Rate { left: BYTES_A_SECOND, filled: Clock::monotonic(), is_dry: false };
        let lines = Mutex::new(Lines { rate, dropped: Dropped::default(), tail: None });
        Self { sink, clock, version, stream, lines, dropped_lines }
    }

    pub(crate) fn stream(&self) -> &str {
        &self.stream
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether lines are being collected.
    pub(crate) fn has_tail(&self) -> bool {
        self.lines().tail.is_some()
    }

    /// Collect what is written from now on.
    pub(crate) fn begin_tail(&self) {
        self.lines().tail = Some(Vec::new());
    }

    /// The last 4 KB of what was collected.
    pub(crate) fn take_tail(&self) -> Option<Vec<u8>> {
        let mut tail = self.lines().tail.take()?;
        tail.drain(..tail.len().saturating_sub(TAIL_BYTES));
        Some(tail)
    }

    /// A line of the platform's: always written. It says first what has been dropped before.
    pub(crate) fn platform(&self, line: &str) {
        let mut pen = Pen { log: self, lines: self.lines() };
        pen.tell_dropped();
        pen.write(line);
    }

    /// For lines of the function's.
    fn pen(&self) -> Pen<'_> {
        let mut lines = self.lines();
        let now = Clock::monotonic();
        let nanos = now.nanos_since(lines.rate.filled);
        lines.rate.fill(nanos, now);
        Pen { log: self, lines }
    }
}

impl Pen<'_> {
    /// A line of the function's.
    fn output(&mut self, line: &[u8]) {
        if self.lines.rate.take(line.len() as u64 + LINE_COST) {
            self.tell_dropped();
            let text = String::from_utf8_lossy(line);
            if memchr::memmem::find(line, NEXT_LINE.as_bytes()).is_some() {
                self.write(&text.replace(NEXT_LINE, "\n"));
            } else {
                self.write(&text);
            }
        } else {
            self.log.dropped_lines.fetch_add(1, Ordering::Relaxed);
            self.lines.dropped.lines += 1;
            self.lines.dropped.bytes += line.len() as u64 + 1;
        }
    }

    fn tell_dropped(&mut self) {
        let Dropped { lines, bytes } = std::mem::take(&mut self.lines.dropped);
        if lines > 0 {
            self.write(&format!(
                "hamsu: {lines} lines ({bytes} bytes) were dropped here: a sandbox may log 1 MB a \
                 second"
            ));
        }
    }

    fn write(&mut self, line: &str) {
        let Log { sink, clock, version, stream, .. } = self.log;
        let VersionSnapshot { id, role, log_group, .. } = &**version;
        sink.line(id, role, log_group, stream, clock.now_ms(), line);
        if let Some(tail) = &mut self.lines.tail {
            tail.extend_from_slice(line.as_bytes());
            tail.push(b'\n');
            if tail.len() > 4 * TAIL_BYTES {
                tail.drain(..tail.len() - TAIL_BYTES);
            }
        }
    }
}

/// The reading end of a sandbox's output.
pub(crate) struct Capture {
    pipe: Receiver,
    log: Arc<Log>,
    pending: Mutex<Pending>,
}

struct Pending {
    cutter: Cutter,
    buffer: Vec<u8>,
}

/// Cuts bytes into lines.
#[derive(Debug, Default)]
struct Cutter {
    begun: Vec<u8>,
}

impl Cutter {
    fn feed(&mut self, mut bytes: &[u8], mut line: impl FnMut(&[u8])) {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            if self.begun.is_empty() && end <= LINE_BYTES_MAX {
                line(&bytes[..end]);
            } else {
                self.extend(&bytes[..end], &mut line);
                line(&self.begun);
                self.begun.clear();
            }
            bytes = &bytes[end + 1..];
        }
        self.extend(bytes, &mut line);
    }

    fn extend(&mut self, bytes: &[u8], line: &mut impl FnMut(&[u8])) {
        for piece in bytes.chunks(LINE_BYTES_MAX) {
            let room = LINE_BYTES_MAX - self.begun.len();
            let (now, later) = piece.split_at(room.min(piece.len()));
            self.begun.extend_from_slice(now);
            if !later.is_empty() {
                line(&self.begun);
                self.begun.clear();
                self.begun.extend_from_slice(later);
            }
        }
    }

    fn flush(&mut self, mut line: impl FnMut(&[u8])) {
        if !self.begun.is_empty() {
            line(&self.begun);
            self.begun.clear();
        }
    }
}

impl Capture {
    /// Inside a runtime.
    pub(crate) fn new(pipe: OwnedFd, log: Arc<Log>) -> io::Result<Self> {
        let pipe = Receiver::from_owned_fd(pipe)?;
        let pending = Pending { cutter: Cutter::default(), buffer: vec![0; READ_BYTES] };
        Ok(Self { pipe, log, pending: Mutex::new(pending) })
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Read until the end of the pipe.
    pub(crate) async fn run(&self) {
        loop {
            let Ok(()) = self.pipe.readable().await else { return };
            match self.read(|buffer| self.pipe.try_read(buffer)) {
                Ok(0) => return self.flush(),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => {
                    tracing::warn!(%error, "the output of a sandbox cannot be read");
                    return;
                }
            }
        }
    }

    /// Take what has been written until now, and end a line that has only been begun. More may be
    /// written meanwhile: that is left.
    pub(crate) fn drain(&self) {
        let mut left = rustix::io::ioctl_fionread(&self.pipe).unwrap_or(0) as usize;
        while left > 0 {
            // Not through the runtime's idea of what is readable: it may lag behind the kernel's.
            let read = self.read(|buffer| {
                let most = left.min(buffer.len());
                Ok(rustix::io::read(&self.pipe, &mut buffer[..most])?)
            });
            match read {
                Ok(count @ 1..) => left = left.saturating_sub(count),
                _ => break,
            }
        }
        self.flush();
    }

    fn flush(&self) {
        let mut pending = self.pending();
        let mut pen = self.log.pen();
        pending.cutter.flush(|line| pen.output(line));
    }

    fn read(&self, read: impl FnOnce(&mut [u8]) -> io::Result<usize>) -> io::Result<usize> {
        let mut pending = self.pending();
        let Pending { cutter, buffer } = &mut *pending;
        let count = read(buffer)?;
        let mut pen = self.log.pen();
        cutter.feed(&buffer[..count], |line| pen.output(line));
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::tests::{provided, version};
    use fn_model::FunctionId;

    #[derive(Default)]
    struct Kept(Mutex<Vec<String>>);

    impl LogSink for Kept {
        fn line(&self, _: &FunctionId, _: &str, _: &str, _: &str, _: i64, line: &str) {
            self.0.lock().unwrap().push(line.to_owned());
        }
    }

    fn log() -> (Arc<Log>, Arc<Kept>) {
        let kept = Arc::new(Kept::default());
        let sink: Arc<dyn LogSink> = Arc::<Kept>::clone(&kept);
        let version = Arc::new(version(provided(), &[]));
        let log = Log::new(sink, Clock::manual(0), version, "s".to_owned(), Arc::default());
        (Arc::new(log), kept)
    }

    fn lines_of(pieces: &[&[u8]]) -> Vec<usize> {
        let mut lines = Vec::new();
        let mut cutter = Cutter::default();
        for piece in pieces {
            cutter.feed(piece, |line| lines.push(line.len()));
        }
        cutter.flush(|line| lines.push(line.len()));
        lines
    }

    #[test]
    fn bytes_are_cut_at_line_ends_and_where_a_line_gets_too_long() {
        assert_eq!(lines_of(&[b"one\ntw", b"o\n\n", b"end"]), [3, 3, 0, 3]);
        let long = vec![b'x'; 2 * LINE_BYTES_MAX + 5];
        assert_eq!(lines_of(&[&long, b"\n"]), [LINE_BYTES_MAX, LINE_BYTES_MAX, 5]);
        assert_eq!(lines_of(&[b"ab", &long]), [LINE_BYTES_MAX, LINE_BYTES_MAX, 7]);
    }

    #[test]
    fn an_event_of_several_lines_is_one_and_a_carriage_return_stays() {
        let (log, kept) = log();
        let mut pen = log.pen();
        let mut cutter = Cutter::default();
        let said = "[ERROR] E: x\u{fdd0}Traceback\u{fdd0}\u{a0}\u{a0}File\n10 %\r20 %\n";
        cutter.feed(said.as_bytes(), |line| pen.output(line));
        let lines = kept.0.lock().unwrap();
        assert_eq!(*lines, ["[ERROR] E: x\nTraceback\n\u{a0}\u{a0}File", "10 %\r20 %"]);
    }

    #[test]
    fn what_exceeds_the_rate_is_dropped_and_counted() {
        let (log, kept) = log();
        let line = vec![b'x'; 100_000];
        let mut pen = log.pen();
        for _ in 0..15 {
            pen.output(&line);
        }
        pen.output(b"a short one would fit");
        drop(pen);
        log.platform("END");
        let lines = kept.0.lock().unwrap();
        assert_eq!(lines.len(), 12);
        assert!(
            lines[10].starts_with("hamsu: 6 lines (500027 bytes) were dropped"),
            "{}",
            lines[10]
        );
        assert_eq!(lines[11], "END");
        assert_eq!(log.dropped_lines.load(Ordering::Relaxed), 6);
    }

    #[test]
    fn a_second_later_there_is_room_again() {
        let now = Clock::monotonic();
        let mut rate = Rate { left: 0, filled: now, is_dry: false };
        assert!(!rate.take(1));
        rate.fill(400_000_000, now);
        assert!(!rate.take(1), "still in the gap");
        rate.fill(100_010_000, now);
        assert!(rate.take(BYTES_A_SECOND / 2));
        rate.fill(u64::MAX, now);
        assert_eq!(rate.left, BYTES_A_SECOND, "no more than a second is saved up");
    }

    #[test]
    fn the_tail_has_the_last_four_kilobytes() {
        let (log, _) = log();
        log.platform("before");
        log.begin_tail();
        for number in 0..10_000 {
            log.platform(&number.to_string());
        }
        let tail = log.take_tail().unwrap();
        assert_eq!(tail.len(), TAIL_BYTES);
        assert!(tail.ends_with(b"9998\n9999\n"));
        assert_eq!(log.take_tail(), None);
    }

    #[tokio::test]
    async fn what_was_written_before_is_drained_at_once() {
        let (log, kept) = log();
        let (read, write) = rustix::pipe::pipe().unwrap();
        rustix::fs::fcntl_setfl(&read, rustix::fs::OFlags::NONBLOCK).unwrap();
        let capture = Capture::new(read, log).unwrap();
        rustix::io::write(&write, b"one\ntwo").unwrap();
        capture.drain();
        assert_eq!(*kept.0.lock().unwrap(), ["one", "two"]);
        rustix::io::write(&write, b"three").unwrap();
        drop(write);
        capture.run().await;
        assert_eq!(*kept.0.lock().unwrap(), ["one", "two", "three"]);
    }
}
