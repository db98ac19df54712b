//! Figures that are read when metrics are asked for.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric, MetricEncoder};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

/// A figure as it is now.
#[derive(Clone, Debug)]
pub struct Figure {
    name: &'static str,
    help: &'static str,
    kind: MetricType,
    label: Option<(&'static str, &'static str)>,
    value: u64,
}

impl Figure {
    /// What only grows: `hamsu_NAME_total`.
    pub fn counter(name: &'static str, help: &'static str, value: u64) -> Self {
        Self { name, help, kind: MetricType::Counter, label: None, value }
    }

    /// What goes up and down: `hamsu_NAME`.
    pub fn gauge(name: &'static str, help: &'static str, value: u64) -> Self {
        Self { name, help, kind: MetricType::Gauge, label: None, value }
    }

    /// Told apart from others of its name by a label.
    pub fn with(mut self, label: &'static str, value: &'static str) -> Self {
        self.label = Some((label, value));
        self
    }

    fn encode(&self, encoder: MetricEncoder<'_>) -> fmt::Result {
        match self.kind {
            MetricType::Gauge => {
                ConstGauge::new(i64::try_from(self.value).unwrap_or(i64::MAX)).encode(encoder)
            }
            _ => ConstCounter::new(self.value).encode(encoder),
        }
    }
}

/// Where figures are read.
pub(crate) struct Figures(pub(crate) Box<dyn Fn() -> Vec<Figure> + Send + Sync>);

impl fmt::Debug for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Figures")
    }
}

impl Collector for Figures {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let figures = (self.0)();
        for family in figures.chunk_by(|one, next| one.name == next.name) {
            let Some(first) = family.first() else { continue };
            let name = format!("hamsu_{}", first.name);
            let help = format!("{}.", first.help);
            let mut of_name = encoder.encode_descriptor(&name, &help, None, first.kind)?;
            if first.label.is_none() {
                first.encode(of_name)?;
                continue;
            }
            for figure in family {
                figure.encode(of_name.encode_family(&figure.label.as_slice())?)?;
            }
        }
        Ok(())
    }
}
