//! AWS's names in Rust's spellings.

/// `KMSKeyArn` → `kms_key_arn`, `s3Bucket` → `s3_bucket`.
pub fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            out.push('_');
            continue;
        }
        let after_lower =
            at > 0 && (chars[at - 1].is_lowercase() || chars[at - 1].is_ascii_digit());
        let before_lower = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let after_upper = at > 0 && chars[at - 1].is_uppercase();
        // A plural of capitals (`IDs`, `ARNs`) is one word.
        let plural = chars.get(at + 1) == Some(&'s')
            && chars.get(at + 2).is_none_or(|next| next.is_uppercase());
        if c.is_uppercase() && (after_lower || (after_upper && before_lower && !plural)) {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// `snake`, usable as a field.
pub fn field(name: &str) -> String {
    let snake = snake(name);
    match snake.as_str() {
        "type" | "match" | "ref" | "enum" | "in" | "use" | "where" | "move" | "final"
        | "override" => {
            format!("r#{snake}")
        }
        _ => snake,
    }
}

/// `KMS_KEY_ARN`.
pub fn screaming(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// With a capital first letter.
pub fn pascal(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}
