//! Bounds that the model names in words only.

use service::AwsResult;

use crate::refusal;

/// The text of `member` must have from `least` to `most` characters.
pub(crate) fn length(member: &str, text: &str, least: usize, most: usize) -> AwsResult {
    let characters = text.chars().count();
    if (least..=most).contains(&characters) {
        return Ok(());
    }
    Err(refusal::bad_request(format!(
        "Invalid {member}: expected {least} to {most} characters, found {characters}"
    )))
}

/// The same of a member that need not be there.
pub(crate) fn length_if(member: &str, text: Option<&str>, least: usize, most: usize) -> AwsResult {
    text.map_or(Ok(()), |text| length(member, text, least, most))
}

/// A description: up to 1,024 characters.
pub(crate) fn description(text: Option<&str>) -> AwsResult {
    length_if("description", text, 0, 1_024)
}
