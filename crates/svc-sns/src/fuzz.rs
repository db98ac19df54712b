//! Entry points for fuzzing, called by the fuzz targets and by the test that replays their
//! corpora. Each takes any bytes, returns whether they were accepted, and panics only where a
//! property does not hold.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use store::Scope as Owner;

use crate::arn::TopicArn;
use crate::filter::{Bounds, Index, Leaf, Policy, Scope};
use crate::message::Draft;
use crate::policy::Grant;
use crate::{delivery_policy, policy};

/// A filter policy, a tab, and an object that a message may be: matched as a body and as
/// attributes.
pub fn filters(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else {
        return false;
    };
    let (document, message) = text.split_once('\t').unwrap_or((text, "{}"));
    let message: Map<String, Value> = serde_json::from_str(message).unwrap_or_default();
    let bounds = Bounds { bytes: 262_144, keys: 5, combinations: 150 };
    let mut accepted = false;
    for scope in [Scope::Attributes, Scope::Body] {
        let Ok(Some(policy)) = Policy::parse(document, scope, &bounds) else { continue };
        accepted = true;
        let attributes: Vec<(&str, Vec<Leaf<'_>>)> = message
            .iter()
            .map(|(name, value)| (name.as_str(), Leaf::of(value).into_iter().collect()))
            .collect();
        let matched = |index: &Index| match scope {
            Scope::Attributes => index.matching_attributes(&attributes),
            Scope::Body => index.matching_body(&message),
        };
        let mut index = Index::default();
        index.insert(1, policy.clone());
        let alone = matched(&index);
        index.insert(2, policy.clone());
        index.insert(1, policy.clone());
        assert_eq!(matched(&index).len(), 2 * alone.len(), "alike policies match alike");
        index.remove(2);
        assert_eq!(matched(&index), alone, "a neighbour leaves nothing behind");
        index.remove(1);
        assert!(index.is_empty() && matched(&index).is_empty());
    }
    accepted
}

/// A topic's policy or delivery policy, or a message with a text for each protocol.
pub fn documents(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else {
        return false;
    };
    let mut accepted = false;
    if policy::check(text, 30_720).is_ok() {
        let stored = policy::stored(text).expect("what was checked can be read");
        assert!(stored.is_some(), "what was checked has statements");
        let scope = Owner::new("111111111111", "eu-west-1");
        let arn = TopicArn { scope, name: "t".to_owned() };
        let (accounts, actions) = (["222222222222".to_owned()], ["Publish".to_owned()]);
        let grant = Grant { label: "fuzz", accounts: &accounts, actions: &actions };
        if let Ok(more) = policy::add(text, &arn, &grant) {
            assert_eq!(policy::check(&more, u64::MAX), Ok(()), "one statement more is fine");
            policy::remove(&more, "fuzz").expect("and is taken away again");
        }
        accepted = true;
    }
    if delivery_policy::check(text).is_ok() {
        let effective = delivery_policy::effective(Some(text));
        assert_eq!(delivery_policy::check(&effective), Ok(()), "it can be set again");
        assert_eq!(delivery_policy::effective(Some(&effective)), effective);
        accepted = true;
    }
    let draft = Draft {
        message: text.to_owned(),
        subject: None,
        structure: Some("json".to_owned()),
        attributes: BTreeMap::new(),
    };
    accepted | draft.check().is_ok()
}
