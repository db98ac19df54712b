//! The subscriptions of one topic as publishing needs them: whom a message goes to.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::filter::{Index, Policy, Scope};
use crate::message::Message;

/// Who gets a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subscriber {
    /// The subscription's id.
    pub(crate) id: Arc<str>,
    /// The ARN of what is called.
    pub(crate) endpoint: Arc<str>,
}

/// What a subscription wants.
#[derive(Debug)]
pub(crate) enum Wants {
    Everything,
    /// What the policy takes.
    Matching(Scope, Policy),
    /// Its stored policy cannot be read: rather nothing than what it does not want.
    Nothing,
}

/// All of a topic. It is changed in place, under a lock that publishing takes for as long as it
/// looks up whom a message goes to: a copy for each change would cost as much as there are
/// subscriptions.
#[derive(Debug, Default)]
pub(crate) struct Subscribers {
    /// By number.
    all: Vec<Option<Subscriber>>,
    free: Vec<u32>,
    by_id: HashMap<Arc<str>, u32>,
    of_everything: BTreeSet<u32>,
    by_attributes: Index,
    by_body: Index,
}

impl Subscribers {
    /// Add a subscription, or change what it wants.
    pub(crate) fn set(&mut self, subscriber: Subscriber, wants: Wants) {
        self.remove(&subscriber.id);
        let number = self.free.pop().unwrap_or_else(|| {
            self.all.push(None);
            (self.all.len() - 1) as u32
        });
        match wants {
            Wants::Everything => {
                self.of_everything.insert(number);
            }
            Wants::Matching(Scope::Attributes, policy) => {
                self.by_attributes.insert(number, policy);
            }
            Wants::Matching(Scope::Body, policy) => self.by_body.insert(number, policy),
            Wants::Nothing => {}
        }
        self.by_id.insert(Arc::clone(&subscriber.id), number);
        self.all[number as usize] = Some(subscriber);
    }

    /// Take a subscription away, if it is there.
    pub(crate) fn remove(&mut self, id: &str) {
        let Some(number) = self.by_id.remove(id) else { return };
        self.all[number as usize] = None;
        self.free.push(number);
        self.of_everything.remove(&number);
        self.by_attributes.remove(number);
        self.by_body.remove(number);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// How many have a filter policy.
    pub(crate) fn filtered(&self) -> usize {
        self.by_attributes.len() + self.by_body.len()
    }

    /// Whom `message` goes to.
    pub(crate) fn matching(&self, message: &Message) -> Vec<Subscriber> {
        let mut numbers: Vec<u32> = self.of_everything.iter().copied().collect();
        if !self.by_attributes.is_empty() {
            let arrays = message.arrays();
            numbers.extend(self.by_attributes.matching_attributes(&message.leaves(&arrays)));
        }
        if !self.by_body.is_empty()
            && let Ok(body) = serde_json::from_str(&message.text)
        {
            numbers.extend(self.by_body.matching_body(&body));
        }
        numbers.iter().filter_map(|number| self.all[*number as usize].clone()).collect()
    }
}
