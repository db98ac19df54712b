//! The platform's own writer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fn_model::{FunctionId, LogSink};
use serde_json::{Value, json};
use svc_logs::LogWriter;
use svc_logs::writer::{Ask, Decide, WriterOptions};

use crate::support::{ACCOUNT, NOW, REGION, Server, messages, texts};

const ROLE: &str = "arn:aws:iam::123456789012:role/r";
const GROUP: &str = "/aws/lambda/f";

/// Nothing is committed but by `flush` or a whole batch.
fn by_hand() -> WriterOptions {
    let day = Duration::from_hours(24);
    WriterOptions { interval: day, retry: day, ..WriterOptions::default() }
}

fn anybody() -> Decide {
    Arc::new(|_: &Ask<'_>| true)
}

fn start(server: &Server, decide: Decide, options: WriterOptions) -> LogWriter {
    LogWriter::start(Arc::clone(&server.platform), decide, options)
}

fn write(writer: &LogWriter, stream: &str, time: i64, line: &str) {
    let function = FunctionId::new(ACCOUNT, REGION, "f");
    writer.line(&function, ROLE, GROUP, stream, NOW + time, line);
}

async fn read(server: &Server, stream: &str) -> Vec<String> {
    let mut input = json!({"logGroupName": GROUP, "logStreamName": stream, "startFromHead": true});
    let mut all = Vec::new();
    loop {
        let page = server.ok("GetLogEvents", input.clone()).await;
        if page["nextForwardToken"] == input["nextToken"] {
            return all;
        }
        all.extend(messages(&page));
        input["nextToken"] = page["nextForwardToken"].clone();
    }
}

#[tokio::test]
async fn group_and_stream_are_made_with_the_first_line_and_lines_keep_their_order() {
    let server = Server::new();
    let writer = start(&server, anybody(), by_hand());
    for round in 0..3 {
        for number in 0..100 {
            let time = round * 100 + number - 2 * (number % 7);
            write(&writer, "a", time, &format!("a{round}-{number:03}"));
            write(&writer, "b", time, &format!("b{round}-{number:03}"));
        }
        assert!(writer.flush().await);
    }
    for stream in ["a", "b"] {
        let lines = read(&server, stream).await;
        assert_eq!(lines.len(), 300);
        assert!(lines.is_sorted(), "{lines:?}");
        assert!(lines.iter().all(|line| line.starts_with(stream)));
    }
    let groups = server.ok("DescribeLogGroups", json!({})).await;
    assert_eq!(texts(&groups, "logGroups", "logGroupName"), [GROUP]);
    let counts = writer.counts();
    assert_eq!((counts.stored, counts.batches), (600, 6), "one batch a stream and flush");
    assert_eq!(writer.buffered_bytes(), 0);
}

#[tokio::test]
async fn lines_are_committed_by_themselves_within_the_interval() {
    let server = Server::new();
    let options = WriterOptions { interval: Duration::from_millis(5), ..by_hand() };
    let writer = start(&server, anybody(), options);
    let mut watch = server.platform.store.watch([2_u8], server.platform.store.version());
    write(&writer, "s", 0, "line");
    watch.next().await.expect("a commit");
    assert_eq!(read(&server, "s").await, ["line"]);
    drop(writer);
}

#[tokio::test]
async fn a_whole_batch_is_committed_without_waiting() {
    let server = Server::new();
    let writer = start(&server, anybody(), WriterOptions { batch_bytes: 1_000, ..by_hand() });
    let mut watch = server.platform.store.watch([2_u8], server.platform.store.version());
    for number in 0..40 {
        write(&writer, "s", number, "a line of two dozen bytes");
    }
    watch.next().await.expect("a commit");
    assert!(!read(&server, "s").await.is_empty());
    assert!(writer.flush().await);
    assert_eq!(read(&server, "s").await.len(), 40);
}

#[tokio::test]
async fn an_event_that_somebody_else_puts_at_the_same_time_is_kept_too() {
    let server = Server::new();
    let writer = start(&server, anybody(), by_hand());
    write(&writer, "s", 0, "first");
    assert!(writer.flush().await);
    for number in 0..20 {
        write(&writer, "s", number, "ours");
        let theirs = [(number, "theirs")];
        let (clean, _) = tokio::join!(writer.flush(), server.put(GROUP, "s", &theirs));
        assert!(clean);
    }
    let lines = read(&server, "s").await;
    assert_eq!(lines.iter().filter(|line| *line == "ours").count(), 20);
    assert_eq!(lines.iter().filter(|line| *line == "theirs").count(), 20);
}

#[tokio::test]
async fn a_flood_is_cut_to_the_rate_and_the_stream_says_how_much_is_missing() {
    let server = Server::new();
    let options = WriterOptions { rate_bytes: 1, burst_bytes: 10_000, ..by_hand() };
    let writer = start(&server, anybody(), options);
    for number in 0..1_000 {
        write(
            &writer,
            "flood",
            number,
            "0123456789012345678901234567890123456789012345678901234567890123456789012\n",
        );
    }
    write(&writer, "other", 0, "calm");
    assert!(writer.flush().await);
    let lines = read(&server, "flood").await;
    assert_eq!(lines.len(), 101);
    assert!(
        lines[100].starts_with("[hamsu] 900 lines (66600 bytes) were dropped here: "),
        "{}",
        lines[100]
    );
    assert_eq!(read(&server, "other").await, ["calm"]);
    assert_eq!(writer.counts().dropped_rate, 900);
}

#[tokio::test]
async fn memory_is_bounded_while_nothing_can_be_stored_and_writing_resumes() {
    let server = Server::new();
    let options = WriterOptions { memory_bytes: 1_000, ..by_hand() };
    let writer = start(&server, anybody(), options);
    write(&writer, "s", 0, "before");
    assert!(writer.flush().await);
    server.disk.set_free_bytes(0);
    for number in 0..100 {
        write(&writer, "s", number, &format!("line {number:03}"));
    }
    assert!(writer.buffered_bytes() <= 1_000);
    assert!(!writer.flush().await, "the disk is full");
    assert_eq!(writer.counts().dropped_memory, 100 - 29);
    assert_eq!(read(&server, "s").await, ["before"]);
    server.disk.set_free_bytes(u64::MAX);
    assert!(writer.flush().await);
    let lines = read(&server, "s").await;
    assert_eq!(lines.len(), 1 + 29 + 1);
    assert_eq!((lines[1].as_str(), lines[29].as_str()), ("line 000", "line 028"));
    assert!(lines[30].starts_with("[hamsu] 71 lines (568 bytes) were dropped here"));
    assert_eq!(writer.counts().failed_commits, 1);
    write(&writer, "s", 200, "after");
    assert!(writer.flush().await);
    assert_eq!(read(&server, "s").await.last().map(String::as_str), Some("after"));
}

#[tokio::test]
async fn lines_of_a_role_that_may_not_write_them_are_dropped_and_counted() {
    let server = Server::new();
    let (asked, allowed) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
    let decide: Decide = {
        let (asked, allowed) = (Arc::clone(&asked), Arc::clone(&allowed));
        Arc::new(move |ask: &Ask<'_>| {
            assert_eq!((ask.role, &*ask.function.name), (ROLE, "f"));
            let said = format!("{} {}", ask.action, ask.resource);
            asked.lock().expect("no panic").push(said);
            ask.action != "logs:CreateLogStream" || allowed.load(Ordering::Relaxed)
        })
    };
    let writer = start(&server, decide, by_hand());
    write(&writer, "s", 0, "denied");
    assert!(writer.flush().await);
    assert_eq!(writer.counts().denied, 1);
    assert_eq!(server.ok("DescribeLogGroups", json!({})).await, json!({"logGroups": []}));
    allowed.store(true, Ordering::Relaxed);
    asked.lock().expect("no panic").clear();
    write(&writer, "s", 0, "allowed");
    assert!(writer.flush().await);
    write(&writer, "s", 0, "again");
    assert!(writer.flush().await);
    assert_eq!(read(&server, "s").await, ["allowed", "again"]);
    let base = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/f:log-stream:";
    assert_eq!(
        *asked.lock().expect("no panic"),
        [
            format!("logs:CreateLogGroup {base}"),
            format!("logs:CreateLogStream {base}s"),
            format!("logs:PutLogEvents {base}s"),
            format!("logs:PutLogEvents {base}s"),
        ]
    );
}

#[tokio::test]
async fn long_lines_are_cut_and_a_dropped_writer_commits_what_it_has() {
    let server = Server::new();
    let writer = start(&server, anybody(), by_hand());
    write(&writer, "s", 0, &"é".repeat(200_000));
    let mut watch = server.platform.store.watch([2_u8], server.platform.store.version());
    drop(writer);
    watch.next().await.expect("a commit");
    let lines = read(&server, "s").await;
    assert_eq!(lines[0].len(), 256 * 1024);
}

#[tokio::test]
async fn a_batch_whose_commit_failed_half_way_is_stored_once() {
    // The power fails at every point of the commit in turn; the store then may or may not have
    // the batch, and the writer has to find out which.
    for operations in 0..6 {
        let server = Server::new();
        let writer = start(&server, anybody(), by_hand());
        write(&writer, "s", 0, "before");
        assert!(writer.flush().await);
        server.disk.cut_power_after(operations);
        write(&writer, "s", 1, "once");
        let clean = writer.flush().await;
        server.disk.restore_power();
        // A store that failed opens its disk anew before the next commit.
        let mut tries = 0;
        while !writer.flush().await {
            tries += 1;
            assert!(tries < 1_000, "{operations}: it does not recover");
        }
        assert_eq!(read(&server, "s").await, ["before", "once"], "{operations} {clean}");
        let groups: Value = server.ok("DescribeLogGroups", json!({})).await;
        assert_eq!(groups["logGroups"][0]["storedBytes"], 6 + 4 + 52);
    }
}
