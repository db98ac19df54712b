//! Walking a message along the paths that somebody asks for, and along no others.
//!
//! Paths are kept sorted; those that begin alike stand side by side. Descending into a message
//! narrows the slice of them that is still in question, so that what nobody asks for costs one
//! search and is not looked into.

/// Something that has a path: for each name on it, a point and the name.
pub(super) trait Pathed {
    fn path(&self) -> &str;
}

/// The paths that begin with what has been walked so far: `at` bytes.
#[derive(Debug)]
pub(super) struct Walk<'p, P> {
    paths: &'p [P],
    /// The index of the first of them among all.
    pub(super) first: usize,
    at: usize,
}

impl<P> Clone for Walk<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Walk<'_, P> {}

impl<'p, P: Pathed> Walk<'p, P> {
    /// At the root of a message; `paths` are sorted.
    pub(super) fn new(paths: &'p [P]) -> Self {
        Self { paths, first: 0, at: 0 }
    }

    /// One name down; none if nobody asks for anything there.
    pub(super) fn down(self, name: &str) -> Option<Self> {
        self.along(".")?.along(name)
    }

    /// The one that ends here, and its index.
    pub(super) fn here(self) -> Option<(usize, &'p P)> {
        // It is the shortest of those that begin so, and the first.
        let first = self.paths.first()?;
        (first.path().len() == self.at).then_some((self.first, first))
    }

    fn along(self, text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let from = self.paths.partition_point(|path| rest(path, self.at) < text);
        let from_here = &self.paths[from..];
        let len = from_here.partition_point(|path| rest(path, self.at).starts_with(text));
        let paths = &from_here[..len];
        let first = self.first + from;
        (!paths.is_empty()).then_some(Self { paths, first, at: self.at + text.len() })
    }
}

fn rest<P: Pathed>(path: &P, at: usize) -> &[u8] {
    &path.path().as_bytes()[at..]
}
