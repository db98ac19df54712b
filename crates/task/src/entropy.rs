//! The one source of randomness.

use std::sync::{Arc, Mutex, PoisonError};

/// Random bytes: the kernel's, or a repeatable sequence from a seed.
#[derive(Clone, Debug)]
pub struct Entropy(Arc<Inner>);

#[derive(Debug)]
enum Inner {
    /// The kernel's bytes, fetched a page at a time.
    System(Mutex<Pool>),
    /// The `SplitMix64` sequence from a seed, for tests.
    Seeded(Mutex<u64>),
}

#[derive(Debug)]
struct Pool {
    bytes: Box<[u8; 4096]>,
    used: usize,
}

impl Entropy {
    /// The kernel's random bytes.
    pub fn system() -> Self {
        Self(Arc::new(Inner::System(Mutex::new(Pool { bytes: Box::new([0; 4096]), used: 4096 }))))
    }

    /// A sequence that depends on `seed` alone. Not for secrets.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Inner::Seeded(Mutex::new(seed))))
    }

    /// Fill `out` with random bytes.
    pub fn fill(&self, out: &mut [u8]) {
        match &*self.0 {
            Inner::System(pool) => {
                let mut pool = pool.lock().unwrap_or_else(PoisonError::into_inner);
                for byte in out {
                    if pool.used == pool.bytes.len() {
                        refill(&mut pool.bytes[..]);
                        pool.used = 0;
                    }
                    let used = pool.used;
                    *byte = std::mem::take(&mut pool.bytes[used]);
                    pool.used += 1;
                }
            }
            Inner::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in out.chunks_mut(8) {
                    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                    let mut z = *state;
                    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                    chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
                }
            }
        }
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.fill(&mut out);
        out
    }

    /// A random number.
    pub fn u64(&self) -> u64 {
        u64::from_le_bytes(self.bytes())
    }

    /// A random number below `bound` (which is not 0), with a bias below 2⁻³² for bounds that fit
    /// 32 bits.
    pub fn below(&self, bound: u64) -> u64 {
        ((u128::from(self.u64()) * u128::from(bound)) >> 64) as u64
    }

    /// `len` characters of `alphabet`, as ids are made.
    pub fn string(&self, alphabet: &[u8], len: usize) -> String {
        (0..len).map(|_| char::from(alphabet[self.below(alphabet.len() as u64) as usize])).collect()
    }

    /// A random (version 4) UUID in its hyphened form.
    pub fn uuid(&self) -> String {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut bytes: [u8; 16] = self.bytes();
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let mut out = String::with_capacity(36);
        for (index, byte) in bytes.into_iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                out.push('-');
            }
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        out
    }
}

fn refill(bytes: &mut [u8]) {
    let mut filled = 0;
    while filled < bytes.len() {
        let flags = rustix::rand::GetRandomFlags::empty();
        match rustix::rand::getrandom(&mut bytes[filled..], flags) {
            Ok(count) => filled += count,
            Err(rustix::io::Errno::INTR) => {}
            // Without randomness there are no keys and no ids: nothing sensible can go on.
            Err(error) => panic!("the kernel gives no random bytes: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_the_kernel_does_not() {
        assert_eq!(Entropy::seeded(7).uuid(), Entropy::seeded(7).uuid());
        assert_ne!(Entropy::seeded(7).uuid(), Entropy::seeded(8).uuid());
        let system = Entropy::system();
        assert_ne!(system.bytes::<16>(), system.bytes::<16>());
    }

    #[test]
    fn a_uuid_is_of_version_four() {
        let id = Entropy::seeded(1).uuid();
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "4");
        assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"));
    }
}
