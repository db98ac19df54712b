//! What the fuzzer calls: bytes that claim to be a package.

/// Read `data` as a package. It may be refused; it must not panic, nor take more than it may.
pub fn zip(data: &[u8]) {
    let _ = crate::package::check(data, 1 << 20);
}
