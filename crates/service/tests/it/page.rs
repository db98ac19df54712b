//! Page tokens: good for the listing that they come from, and opaque.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service::page::Sealer;

use crate::{ACCOUNT, REGION, world};

const OPERATION: &str = "ListThem";
const FILTER: &[u8] = b"prefix";

#[test]
fn a_token_opens_to_the_position_that_it_was_sealed_with() {
    let world = world();
    let (cx, pages) = (world.cx(), &world.platform.pages);
    for position in [&b""[..], b"a", b"\0\xFF", &[b'x'; 31], &[b'x'; 32], &[b'x'; 33], &[7; 5_000]]
    {
        let token = pages.seal(&cx, OPERATION, FILTER, position);
        assert_eq!(pages.open(&cx, OPERATION, FILTER, &token).as_deref(), Some(position));
        let plain = token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        assert!(plain, "{token} cannot stand in a URL as it is");
    }
}

#[test]
fn a_token_is_good_for_its_account_region_operation_and_filter_alone() {
    let world = world();
    let (cx, pages) = (world.cx(), &world.platform.pages);
    let token = pages.seal(&cx, OPERATION, FILTER, b"position");
    for (account, region, operation, filter) in [
        ("222222222222", REGION, OPERATION, FILTER),
        (ACCOUNT, "us-east-1", OPERATION, FILTER),
        (ACCOUNT, REGION, "ListOthers", FILTER),
        (ACCOUNT, REGION, OPERATION, b"another"),
        (ACCOUNT, REGION, OPERATION, b""),
        // The same bytes, divided otherwise.
        (ACCOUNT, "eu-central-1L", "istThem", FILTER),
        (ACCOUNT, REGION, "ListThemp", b"refix"),
    ] {
        let other = world.cx_in(account, region);
        let opened = pages.open(&other, operation, filter, &token);
        assert_eq!(opened, None, "opened by {account} {region} {operation} {filter:?}");
    }
    let other_server = Sealer::new([8; 32]);
    assert_eq!(other_server.open(&cx, OPERATION, FILTER, &token), None);
}

#[test]
fn a_token_that_was_changed_anywhere_is_none() {
    let world = world();
    let (cx, pages) = (world.cx(), &world.platform.pages);
    let bytes = URL_SAFE_NO_PAD.decode(pages.seal(&cx, OPERATION, FILTER, b"position"));
    let bytes = bytes.expect("base64");
    let opened = |bytes: &[u8]| pages.open(&cx, OPERATION, FILTER, &URL_SAFE_NO_PAD.encode(bytes));
    assert!(opened(&bytes).is_some());
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut forged = bytes.clone();
            forged[at] ^= 1 << bit;
            assert_eq!(opened(&forged), None, "bit {bit} of byte {at}");
        }
        assert_eq!(opened(&bytes[..at]), None, "cut to {at} bytes");
    }
    assert_eq!(opened(&[&bytes[..], b"x"].concat()), None);
    for text in ["", "x", "é", "=", "a b", "AAAAAAAAAAAAAAAAAAAAAA", &"A".repeat(100_000)] {
        assert_eq!(pages.open(&cx, OPERATION, FILTER, text), None, "{text:.20}");
    }
}

#[test]
fn a_token_does_not_show_its_position() {
    let world = world();
    let (cx, pages) = (world.cx(), &world.platform.pages);
    let sealed = |position: &[u8]| {
        let token = pages.seal(&cx, OPERATION, FILTER, position);
        URL_SAFE_NO_PAD.decode(token).expect("base64")
    };
    let bytes = sealed(b"position-position-position-position");
    assert!(!bytes.windows(4).any(|window| b"position-position".windows(4).any(|w| w == window)));
    // Nor do two tokens show what their positions have in common.
    let (a, b) = (sealed(b"item-0001"), sealed(b"item-0002"));
    assert_ne!(a[..4], b[..4]);
}
