//! Ranges, found by a point inside them.
//!
//! They stand sorted by their lower ends; in the binary tree that halving makes of that list, each
//! node knows how far up anything below it reaches, so that a search visits what holds the point
//! and the nodes above it. Changes rebuild the tree: they are rare beside searches.

/// Ranges with both ends included, and a thing for each.
#[derive(Clone, Debug)]
pub(super) struct Ranges<P, T> {
    sorted: Vec<(P, P, T)>,
    /// By the index of a node: the highest upper end of its half.
    reach: Vec<P>,
}

impl<P, T> Default for Ranges<P, T> {
    fn default() -> Self {
        Self { sorted: Vec::new(), reach: Vec::new() }
    }
}

impl<P: Copy + Ord, T: Copy + PartialEq> Ranges<P, T> {
    pub(super) fn insert(&mut self, low: P, high: P, thing: T) {
        let at = self.sorted.partition_point(|(other, ..)| *other < low);
        self.sorted.insert(at, (low, high, thing));
        self.rebuild();
    }

    pub(super) fn remove(&mut self, low: P, high: P, thing: T) {
        self.sorted.retain(|range| *range != (low, high, thing));
        self.rebuild();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The thing of every range that holds `point`.
    pub(super) fn each(&self, point: P, mut visit: impl FnMut(T)) {
        self.search(0, self.sorted.len(), point, &mut visit);
    }

    fn search(&self, from: usize, to: usize, point: P, visit: &mut impl FnMut(T)) {
        if from == to {
            return;
        }
        let middle = from.midpoint(to);
        if self.reach[middle] < point {
            return;
        }
        self.search(from, middle, point, visit);
        let (low, high, thing) = self.sorted[middle];
        if low > point {
            return;
        }
        if point <= high {
            visit(thing);
        }
        self.search(middle + 1, to, point, visit);
    }

    fn rebuild(&mut self) {
        self.reach = self.sorted.iter().map(|(_, high, _)| *high).collect();
        let end = self.sorted.len();
        self.measure(0, end);
    }

    fn measure(&mut self, from: usize, to: usize) -> Option<P> {
        if from == to {
            return None;
        }
        let middle = from.midpoint(to);
        let halves = [self.measure(from, middle), self.measure(middle + 1, to)];
        let reach = halves.into_iter().flatten().fold(self.reach[middle], P::max);
        self.reach[middle] = reach;
        Some(reach)
    }
}
