//! EventBridge: rules of the default bus that fire on a schedule, and their targets.
//!
//! Covered: see `models/events.toml`. Where it differs from AWS stands there too, for the coverage
//! page. Start at [`service()`] for the operations, at `state.rs` for what is stored, at
//! [`schedule`] for when a rule is due, at `fire.rs` for what happens then, at `input/` for what a
//! target gets.
//!
//! A firing is handed to the bus, with a function's ARN as the target, the rule's ARN as the source
//! and [`Attributes`] for whoever delivers: this crate knows no function.

mod arn;
mod due;
mod event;
mod fire;
mod input;
pub mod model;
mod page;
mod rule;
pub mod schedule;
mod state;
mod tag;
mod target;

use std::sync::{Arc, Mutex};

use bus::Bus;
use service::{AnyService, AwsResult, Need, Platform, Service, anywhere};
use tokio::sync::Notify;

use due::Dues;
pub use fire::Attributes;

/// The state of the service.
pub struct EventBridge {
    platform: Arc<Platform>,
    bus: Bus,
    dues: Mutex<Dues>,
    /// Rules fire one batch after the other.
    firing: tokio::sync::Mutex<fire::Uncertain>,
    /// Wakes the task that sleeps when a rule is due before all others.
    changed: Notify,
    /// What was due before this was missed while no server ran.
    opened_ms: i64,
}

impl EventBridge {
    /// The rules of a server, which fire once [`EventBridge::run`] is spawned.
    pub fn open(platform: Arc<Platform>, bus: Bus) -> AwsResult<Arc<Self>> {
        let mut dues = Dues::default();
        let snapshot = platform.store.snapshot();
        for scope in platform.store.scopes()? {
            for rule in state::rules(&scope, &snapshot, "", None) {
                let (name, row) = rule?;
                if let Some(next_ms) = row.next_ms {
                    dues.add(&scope, &name, next_ms);
                }
            }
        }
        Ok(Arc::new(Self {
            opened_ms: platform.clock.now_ms(),
            platform,
            bus,
            dues: Mutex::new(dues),
            firing: tokio::sync::Mutex::default(),
            changed: Notify::new(),
        }))
    }
}

/// The table of the service.
pub fn service(events: Arc<EventBridge>) -> AnyService {
    Service::shared(&model::SERVICE, events)
        .on::<model::PutRule>(|_, cx, input| Ok(rule::to_put(cx, input)), rule::put_rule)
        .on::<model::DescribeRule>(
            |_, cx, input| Ok(arn::rule(cx, &input.name)),
            rule::describe_rule,
        )
        .on::<model::EnableRule>(|_, cx, input| Ok(arn::rule(cx, &input.name)), rule::enable_rule)
        .on::<model::DisableRule>(|_, cx, input| Ok(arn::rule(cx, &input.name)), rule::disable_rule)
        .on::<model::ListRules>(anywhere, rule::list_rules)
        .on::<model::DeleteRule>(|_, cx, input| Ok(arn::rule(cx, &input.name)), rule::delete_rule)
        .on::<model::PutTargets>(|_, cx, input| Ok(target::to_put(cx, input)), target::put_targets)
        .on::<model::RemoveTargets>(
            |_, cx, input| Ok(arn::rule(cx, &input.rule)),
            target::remove_targets,
        )
        .on::<model::ListTargetsByRule>(
            |_, cx, input| Ok(arn::rule(cx, &input.rule)),
            target::list_targets_by_rule,
        )
        .on::<model::ListRuleNamesByTarget>(anywhere, target::list_rule_names_by_target)
        .on::<model::TagResource>(
            |_, _, input| Ok(vec![Need::on(&input.resource_arn)]),
            tag::tag_resource,
        )
        .on::<model::UntagResource>(
            |_, _, input| Ok(vec![Need::on(&input.resource_arn)]),
            tag::untag_resource,
        )
        .on::<model::ListTagsForResource>(
            |_, _, input| Ok(vec![Need::on(&input.resource_arn)]),
            tag::list_tags_for_resource,
        )
        .build()
}
