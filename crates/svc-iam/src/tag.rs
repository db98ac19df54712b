//! Tags, in IAM's words.

use std::collections::BTreeSet;

use service::tags::{self, TagError, Tags};
use service::{AwsError, AwsResult, Cx};

use crate::entity::quota;
use crate::model::{self, Tag};

/// Tag keys of roles and users have no case; those of policies do (seen at AWS, where the
/// documentation says none has).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Ignored,
    Counts,
}

/// The tags that a client sends.
pub(crate) fn read(cx: &Cx, sent: &[Tag], case: Case) -> AwsResult<Tags> {
    let mut keys = BTreeSet::new();
    for tag in sent {
        let key = match case {
            Case::Ignored => tag.key.to_lowercase(),
            Case::Counts => tag.key.clone(),
        };
        if !keys.insert(key) {
            let message = match case {
                Case::Ignored => {
                    "Duplicate tag keys found. Please note that Tag keys are case insensitive."
                }
                Case::Counts => "Duplicate tag keys found.",
            };
            return Err(AwsError::new(&model::INVALID_INPUT_ERROR, message));
        }
    }
    let tags = sent.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect();
    check(cx, &tags)?;
    Ok(tags)
}

/// Check all tags that a resource is to have.
pub(crate) fn check(cx: &Cx, all: &Tags) -> AwsResult {
    tags::check(all, &cx.platform.limits).map_err(|error| match error {
        TagError::TooMany(max) => quota("TagsPerResource", max),
        TagError::Reserved(key) => AwsError::new(
            &model::INVALID_INPUT_ERROR,
            format!("Tag key {key} begins with aws:, which is reserved for system tags."),
        ),
        // The model's constraints have refused these before.
        TagError::Key(what) | TagError::Value(what) => {
            AwsError::new(&model::INVALID_INPUT_ERROR, format!("The tag {what} is not valid."))
        }
    })
}

/// `old` with `new` laid over them, whatever the case of the keys.
pub(crate) fn merged(old: Tags, new: &Tags) -> Tags {
    let replaced = |key: &str| new.keys().any(|new| new.to_lowercase() == key.to_lowercase());
    let kept = old.into_iter().filter(|(key, _)| !replaced(key));
    kept.chain(new.clone()).collect()
}

/// Tags as answers have them.
pub(crate) fn shown(tags: Tags) -> Vec<Tag> {
    tags.into_iter().map(|(key, value)| Tag { key, value }).collect()
}

/// The same where an answer leaves out an empty list.
pub(crate) fn shown_if_any(tags: Tags) -> Option<Vec<Tag>> {
    Some(shown(tags)).filter(|tags| !tags.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_tag_replaces_the_one_whose_key_differs_in_case_only() {
        let tags = |pairs: &[(&str, &str)]| -> Tags {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let old = tags(&[("Team", "red"), ("stage", "dev")]);
        assert_eq!(
            merged(old, &tags(&[("team", "blue")])),
            tags(&[("team", "blue"), ("stage", "dev")])
        );
    }
}
