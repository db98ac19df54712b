//! Prints what one signature check costs: `cargo run --release -p aws-auth --example verify`.

use std::hint::black_box;

use aws_auth::bench::SignedGetItem;

const ROUNDS: u32 = 200_000;

#[expect(clippy::disallowed_methods, reason = "a measurement is of real time")]
fn main() {
    let request = SignedGetItem::new();
    let mut best_ns = f64::MAX;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        for _ in 0..ROUNDS {
            black_box(&request).verify().expect("the request is signed");
        }
        best_ns = best_ns.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(ROUNDS));
    }
    println!("verify GetItem, 1 KB body: {:.2} µs", best_ns / 1e3);
}
