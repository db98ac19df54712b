//! Headers, as far as signatures need them: the trait by which a caller lends its own map, and a
//! plain sorted list for everybody without one.

/// Lookup in a request's headers.
pub trait Headers {
    /// Calls `each` with every value of `name` (lower case), in the order of their arrival.
    fn values<'a>(&'a self, name: &str, each: &mut dyn FnMut(&'a [u8]));

    /// Calls `each` once for every distinct name, in lower case.
    fn names(&self, each: &mut dyn FnMut(&str));

    /// The first value of `name`.
    fn first<'a>(&'a self, name: &str) -> Option<&'a [u8]> {
        let mut found = None;
        self.values(name, &mut |value| found = found.or(Some(value)));
        found
    }
}

/// Headers in a sorted list.
#[derive(Clone, Debug, Default)]
pub struct HeaderList(Vec<(String, Vec<u8>)>);

impl HeaderList {
    /// The headers in the order of their arrival; names in any case.
    pub fn new<N, V>(headers: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: AsRef<[u8]>,
    {
        let mut list: Vec<_> = headers
            .into_iter()
            .map(|(name, value)| (name.as_ref().to_ascii_lowercase(), value.as_ref().to_vec()))
            .collect();
        list.sort_by(|a, b| a.0.cmp(&b.0));
        Self(list)
    }

    /// Replaces every value of `name` by `value`.
    pub fn set(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        let name = name.to_ascii_lowercase();
        let start = self.0.partition_point(|(other, _)| *other < name);
        let end = self.0.partition_point(|(other, _)| *other <= name);
        self.0.splice(start..end, [(name, value.into())]);
    }

    /// Takes `name` away.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// A copy of somebody else's headers.
    pub(super) fn copy(headers: &dyn Headers) -> Self {
        let mut list = Vec::new();
        headers.names(&mut |name| {
            headers.values(name, &mut |value| {
                list.push((name.to_owned(), value.to_vec()));
            });
        });
        list.sort_by(|a: &(String, _), b| a.0.cmp(&b.0));
        Self(list)
    }
}

impl Headers for HeaderList {
    fn values<'a>(&'a self, name: &str, each: &mut dyn FnMut(&'a [u8])) {
        let start = self.0.partition_point(|(other, _)| other.as_str() < name);
        for (_, value) in self.0[start..].iter().take_while(|(other, _)| other == name) {
            each(value);
        }
    }

    fn names(&self, each: &mut dyn FnMut(&str)) {
        let mut last = None;
        for (name, _) in &self.0 {
            if last != Some(name) {
                each(name);
            }
            last = Some(name);
        }
    }
}
