//! What AWS asks for, in US dollars, us-east-1, the first tier, without the free tier. Taken from
//! AWS's price lists; each table bears its date.

/// The prices of one time.
#[derive(Debug)]
pub struct Prices {
    /// When they were in force.
    pub as_of: &'static str,
    /// A million Lambda requests.
    pub lambda_requests: f64,
    /// A GB-second of Lambda on x86-64.
    pub lambda_gb_second: f64,
    /// Duration is rounded up to whole steps of so many milliseconds.
    pub lambda_step_ms: u64,
    /// Whether INIT is billed.
    pub lambda_init: bool,
    /// A million requests to an API: REST in 2019, which had nothing else, HTTP today.
    pub api_requests: f64,
    /// A million SNS publishes; delivery to Lambda is free.
    pub sns_publishes: f64,
    /// A million DynamoDB write units on demand.
    pub dynamodb_writes: f64,
    /// A GB of log lines taken in.
    pub logs_gb: f64,
    /// An hour of a small server: t2.micro then, t3.micro now.
    pub server_hour: f64,
}

/// The year of the reports that this platform began with.
pub static Y2019: Prices = Prices {
    as_of: "2019-11",
    lambda_requests: 0.20,
    lambda_gb_second: 0.000_016_666_7,
    lambda_step_ms: 100,
    lambda_init: false,
    api_requests: 3.50,
    sns_publishes: 0.50,
    dynamodb_writes: 1.25,
    logs_gb: 0.50,
    server_hour: 0.011_6,
};

/// Today.
pub static Y2026: Prices = Prices {
    as_of: "2026-01",
    lambda_requests: 0.20,
    lambda_gb_second: 0.000_016_666_7,
    lambda_step_ms: 1,
    lambda_init: true,
    api_requests: 1.00,
    sns_publishes: 0.50,
    dynamodb_writes: 0.625,
    logs_gb: 0.50,
    server_hour: 0.010_4,
};

impl Prices {
    /// What is billed of an invocation, in milliseconds.
    pub fn billed_ms(&self, duration_us: u64, init_us: u64) -> u64 {
        let billed_us = if self.lambda_init { duration_us + init_us } else { duration_us };
        billed_us.div_ceil(self.lambda_step_ms * 1_000).max(1) * self.lambda_step_ms
    }

    /// What Lambda costs: so many invocations, with so many MB × ms.
    pub fn lambda(&self, invocations: u64, mb_ms: u64) -> f64 {
        let gb_seconds = mb_ms as f64 / 1_024.0 / 1_000.0;
        invocations as f64 * self.lambda_requests / 1e6 + gb_seconds * self.lambda_gb_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn billing_rounds_up_to_its_step() {
        for (duration_us, init_us, in_2019, today) in [
            (12_340, 280_100, 100, 293),
            (100_000, 0, 100, 100),
            (100_001, 0, 200, 101),
            (0, 0, 100, 1),
        ] {
            assert_eq!(Y2019.billed_ms(duration_us, init_us), in_2019);
            assert_eq!(Y2026.billed_ms(duration_us, init_us), today);
        }
    }

    #[test]
    fn a_step_of_100_ms_costs_what_the_price_list_of_2019_says() {
        for (memory_mb, usd) in [(128, 0.000_000_208), (256, 0.000_000_417), (512, 0.000_000_834)] {
            let step = Y2019.lambda(0, memory_mb * 100);
            assert!((step - usd).abs() < 1e-9, "{memory_mb} MB: {step}");
        }
        let million = Y2026.lambda(1_000_000, 0);
        assert!((million - 0.2).abs() < 1e-9);
    }
}
