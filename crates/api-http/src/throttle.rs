//! Token buckets without locks.
//!
//! A bucket keeps the one moment at which it would be full again (the generic cell rate algorithm):
//! a request moves it on by the time that one token takes to come, and is refused if that lies
//! further ahead than a whole bucket takes to fill.

use std::sync::atomic::{AtomicI64, Ordering};

/// A token bucket.
#[derive(Debug)]
pub(crate) struct Bucket {
    rate: f64,
    burst: u32,
    token_ns: i64,
    full_at_ns: AtomicI64,
}

impl Bucket {
    /// A full bucket of `burst` tokens, into which `rate` tokens come each second.
    pub(crate) fn new(rate: f64, burst: u32) -> Self {
        // Beyond a day a token the exact figure is of no matter.
        let token_ns = (1e9 / rate.max(1e-5)).round().max(1.0) as i64;
        Self { rate, burst, token_ns, full_at_ns: AtomicI64::new(i64::MIN) }
    }

    /// Whether it is a bucket of these measures.
    pub(crate) fn fits(&self, rate: f64, burst: u32) -> bool {
        self.rate.to_bits() == rate.to_bits() && self.burst == burst
    }

    /// Take a token at `now_ms`; false if there is none.
    pub(crate) fn take(&self, now_ms: i64) -> bool {
        if self.rate <= 0.0 {
            return false;
        }
        let now_ns = now_ms.saturating_mul(1_000_000);
        let empty_ns = self.token_ns.saturating_mul(i64::from(self.burst));
        let taken = self.full_at_ns.try_update(Ordering::Relaxed, Ordering::Relaxed, |full_at| {
            let full_at = full_at.max(now_ns).saturating_add(self.token_ns);
            (full_at.saturating_sub(now_ns) <= empty_ns).then_some(full_at)
        });
        taken.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bucket: &Bucket, now_ms: i64) -> usize {
        (0..1_000).take_while(|_| bucket.take(now_ms)).count()
    }

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let bucket = Bucket::new(100.0, 20);
        let start = 1_767_225_600_000;
        assert_eq!(taken(&bucket, start), 20);
        assert_eq!(taken(&bucket, start + 9), 0);
        assert_eq!(taken(&bucket, start + 50), 5);
        assert_eq!(taken(&bucket, start + 10_000), 20);
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing_away() {
        let bucket = Bucket::new(1.0, 2);
        assert_eq!(taken(&bucket, 10_000), 2);
        assert_eq!(taken(&bucket, 5_000), 0);
        assert_eq!(taken(&bucket, 11_000), 1);
    }

    #[test]
    fn a_bucket_without_rate_or_burst_gives_nothing() {
        assert_eq!(taken(&Bucket::new(0.0, 10), 1_000), 0);
        assert_eq!(taken(&Bucket::new(10.0, 0), 1_000), 0);
        assert_eq!(taken(&Bucket::new(0.000_000_1, 3), 1_000), 3);
    }
}
