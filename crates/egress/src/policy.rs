//! Which addresses may be called on behalf of an account: none of this machine's own unless that
//! is configured, none of its link, where clouds keep their metadata, and nothing that is no host.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whether this machine itself may be called.
    pub loopback: bool,
}

/// AWS's metadata address for IPv6.
const METADATA: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);

impl Policy {
    /// Why `address` may not be called; `None` if it may.
    pub fn refusal(self, address: IpAddr) -> Option<&'static str> {
        match address.to_canonical() {
            IpAddr::V4(address) => self.refusal_v4(address),
            IpAddr::V6(address) => self.refusal_v6(address),
        }
    }

    fn refusal_v4(self, address: Ipv4Addr) -> Option<&'static str> {
        if address.is_loopback() {
            return self.refusal_of_loopback();
        }
        if address.is_link_local() {
            return Some("it is link-local, where metadata services are");
        }
        // 0.0.0.0/8 reaches this machine.
        let is_no_host =
            address.octets()[0] == 0 || address.is_broadcast() || address.is_multicast();
        is_no_host.then_some("it is not the address of one host")
    }

    fn refusal_v6(self, address: Ipv6Addr) -> Option<&'static str> {
        if address.is_loopback() {
            return self.refusal_of_loopback();
        }
        if address.is_unicast_link_local() || address == METADATA {
            return Some("it is link-local, where metadata services are");
        }
        let is_no_host = address.is_unspecified() || address.is_multicast();
        is_no_host.then_some("it is not the address of one host")
    }

    fn refusal_of_loopback(self) -> Option<&'static str> {
        (!self.loopback).then_some("it is this machine itself, which the configuration rules out")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, closed: bool, open: bool) {
        let address: IpAddr = address.parse().unwrap();
        let allowed = |loopback| Policy { loopback }.refusal(address).is_none();
        assert_eq!((allowed(false), allowed(true)), (closed, open), "{address}");
    }

    #[test]
    fn neither_metadata_nor_the_machine_itself_is_called_unless_configured() {
        check("192.0.2.7", true, true);
        check("10.1.2.3", true, true);
        check("2001:db8::1", true, true);
        check("127.0.0.1", false, true);
        check("127.8.9.1", false, true);
        check("::1", false, true);
        check("::ffff:127.0.0.1", false, true);
        check("169.254.169.254", false, false);
        check("::ffff:169.254.169.254", false, false);
        check("fe80::1", false, false);
        check("fd00:ec2::254", false, false);
        check("0.0.0.0", false, false);
        check("0.1.2.3", false, false);
        check("::", false, false);
        check("255.255.255.255", false, false);
        check("224.0.0.1", false, false);
        check("ff02::1", false, false);
    }
}
