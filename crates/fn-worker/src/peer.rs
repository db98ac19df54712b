//! Whose socket is at the other end of a connection on this machine.
//!
//! The kernel's socket diagnosis (`NETLINK_SOCK_DIAG`) answers for one connection in some
//! microseconds; where it is missing, `/proc/net/tcp` is read.

use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, SocketAddrV4};

use rustix::net::netlink::{SOCK_DIAG, SocketAddrNetlink};
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType};

/// The user who made the socket that is bound to `local` and connected to `remote`; `None` if there
/// is no such socket.
pub(crate) fn user_of(local: SocketAddr, remote: SocketAddr) -> io::Result<Option<u32>> {
    let (SocketAddr::V4(local), SocketAddr::V4(remote)) = (local, remote) else {
        return Err(io::Error::from(io::ErrorKind::Unsupported));
    };
    ask(local, remote).or_else(|_| look_up(local, remote))
}

const SOCK_DIAG_BY_FAMILY: u16 = 20;
const NLMSG_ERROR: u16 = 2;
const NLM_F_REQUEST: u16 = 1;
const AF_INET: u8 = 2;
const IPPROTO_TCP: u8 = 6;
const ENOENT: i32 = 2;
const HEADER_BYTES: usize = 16;

fn ask(local: SocketAddrV4, remote: SocketAddrV4) -> io::Result<Option<u32>> {
    let flags = SocketFlags::CLOEXEC;
    let family = AddressFamily::NETLINK;
    let socket = rustix::net::socket_with(family, SocketType::DGRAM, flags, Some(SOCK_DIAG))?;
    // To the kernel, which answers before this returns.
    let kernel = SocketAddrNetlink::new(0, 0);
    rustix::net::sendto(&socket, &question(local, remote), SendFlags::empty(), &kernel)?;
    let mut answer = [0_u8; 512];
    let (len, _) = rustix::net::recv(&socket, &mut answer[..], RecvFlags::DONTWAIT)?;
    read_answer(&answer[..len])
}

/// `struct nlmsghdr` and `struct inet_diag_req_v2`.
fn question(local: SocketAddrV4, remote: SocketAddrV4) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(72);
    bytes.extend_from_slice(&72_u32.to_ne_bytes());
    bytes.extend_from_slice(&SOCK_DIAG_BY_FAMILY.to_ne_bytes());
    bytes.extend_from_slice(&NLM_F_REQUEST.to_ne_bytes());
    // Sequence and port.
    bytes.extend_from_slice(&[0; 8]);
    bytes.extend_from_slice(&[AF_INET, IPPROTO_TCP, 0, 0]);
    // In any state.
    bytes.extend_from_slice(&u32::MAX.to_ne_bytes());
    bytes.extend_from_slice(&local.port().to_be_bytes());
    bytes.extend_from_slice(&remote.port().to_be_bytes());
    for address in [local.ip(), remote.ip()] {
        bytes.extend_from_slice(&address.octets());
        bytes.extend_from_slice(&[0; 12]);
    }
    // Any interface, no cookie.
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&[0xff; 8]);
    bytes
}

/// `struct inet_diag_msg`, or an error.
fn read_answer(bytes: &[u8]) -> io::Result<Option<u32>> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let word = |at: usize| -> io::Result<u32> {
        let bytes = bytes.get(at..at + 4).and_then(|it| it.try_into().ok());
        bytes.map(u32::from_ne_bytes).ok_or_else(invalid)
    };
    match (word(4)? & 0xffff) as u16 {
        SOCK_DIAG_BY_FAMILY => word(HEADER_BYTES + 64).map(Some),
        NLMSG_ERROR => match word(HEADER_BYTES)?.cast_signed().wrapping_neg() {
            ENOENT => Ok(None),
            error => Err(io::Error::from_raw_os_error(error)),
        },
        _ => Err(invalid()),
    }
}

fn look_up(local: SocketAddrV4, remote: SocketAddrV4) -> io::Result<Option<u32>> {
    let plain = fs::read_to_string("/proc/net/tcp")?;
    // A socket of version 6 can be connected to an address of version 4.
    let mapped = fs::read_to_string("/proc/net/tcp6").unwrap_or_default();
    Ok(find(&plain, local, remote).or_else(|| find(&mapped, local, remote)))
}

fn find(table: &str, local: SocketAddrV4, remote: SocketAddrV4) -> Option<u32> {
    table.lines().skip(1).find_map(|line| {
        let mut fields = line.split_whitespace().skip(1);
        let is_it = address(fields.next()?)? == local && address(fields.next()?)? == remote;
        // State, queues, timer, retransmissions, then the user.
        fields.nth(4).filter(|_| is_it)?.parse().ok()
    })
}

/// `0100007F:07E8`: words of the address as this machine holds them, and the port.
fn address(text: &str) -> Option<SocketAddrV4> {
    let (address, port) = text.split_once(':')?;
    let last = address.get(address.len().checked_sub(8)?..)?;
    let word = u32::from_str_radix(last, 16).ok()?;
    let address = IpAddr::V4(Ipv4Addr::from(word.to_ne_bytes()));
    let IpAddr::V4(address) = address else { return None };
    Some(SocketAddrV4::new(address, u16::from_str_radix(port, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{TcpListener, TcpStream};

    fn v4(address: SocketAddr) -> SocketAddrV4 {
        let SocketAddr::V4(address) = address else { panic!("{address}") };
        address
    }

    #[test]
    fn the_kernel_and_its_table_name_the_user_of_a_socket() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (ours, theirs) = (client.local_addr().unwrap(), client.peer_addr().unwrap());
        let me = rustix::process::geteuid().as_raw();
        assert_eq!(user_of(ours, theirs).unwrap(), Some(me));
        assert_eq!(ask(v4(ours), v4(theirs)).unwrap(), Some(me));
        assert_eq!(look_up(v4(ours), v4(theirs)).unwrap(), Some(me));
        let nobody: SocketAddr = "127.0.0.1:1".parse().unwrap();
        assert_eq!(ask(v4(nobody), v4(theirs)).unwrap(), None);
        assert_eq!(look_up(v4(nobody), v4(theirs)).unwrap(), None);
    }

    #[test]
    fn a_row_of_the_table_is_found_in_either_version() {
        let plain = "head\n 0: 0100007F:1F90 0100007F:0050 01 0:0 00:0 00000000  1051        0 7\n";
        let mapped = "head\n 0: 0000000000000000FFFF00000100007F:1F90 \
                      0000000000000000FFFF00000100007F:0050 01 0:0 00:0 00000000  9 0 7\n";
        let [local, remote] = ["127.0.0.1:8080", "127.0.0.1:80"].map(|text| text.parse().unwrap());
        if cfg!(target_endian = "little") {
            assert_eq!(find(plain, local, remote), Some(1051));
            assert_eq!(find(mapped, local, remote), Some(9));
            assert_eq!(find(plain, remote, local), None);
        }
    }
}
