//! Limits: AWS's defaults, unless the configuration says otherwise.

use std::collections::BTreeSet;

use service::{Limits, limits};

#[test]
fn a_limit_is_aws_s_until_it_is_set() {
    let mut set = Limits::default();
    assert_eq!(set.get(&limits::TAGS), 50);
    set.set("tags_per_resource", 3).expect("a limit");
    assert_eq!(set.get(&limits::TAGS), 3);
    assert_eq!(set.get(&limits::ROLES), 1_000, "another one has changed");
    assert_eq!(set.set("tags_per_resources", 3), None);
    assert_eq!(set.set("", 3), None);
}

#[test]
fn every_limit_has_a_name_of_its_own() {
    let names: BTreeSet<_> = limits::ALL.iter().map(|limit| limit.name).collect();
    assert_eq!(names.len(), limits::ALL.len());
}
