//! Some of the houses: all, or those a filter leaves.

use std::ops::Range;

use crate::points::{Point, Points, around, joined};

/// Houses to draw. Positions of it run along the curve, as those of [`Points`] do.
#[derive(Clone, Copy, Debug)]
pub enum Chosen<'a> {
    /// All of them.
    All(&'a Points),
    /// Those at places, in order (see [`Points::places`]).
    Some(&'a Points, &'a [u32]),
}

impl Chosen<'_> {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::All(points) => points.len(),
            Self::Some(_, places) => places.len(),
        }
    }

    /// None at all?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The house at a position.
    pub fn point(&self, at: usize) -> Point {
        match self {
            Self::All(points) => points.point(at),
            Self::Some(points, places) => points.point(places[at] as usize),
        }
    }

    /// The box around them, from west, north, east and south; nothing has none.
    pub fn frame(&self) -> Option<[u32; 4]> {
        match self {
            Self::All(points) => points.frame(),
            Self::Some(..) => (0..self.len()).map(|at| around(self.point(at).spot)).reduce(joined),
        }
    }

    pub(crate) fn code(&self, at: usize) -> u64 {
        match self {
            Self::All(points) => points.code(at),
            Self::Some(points, places) => points.code(places[at] as usize),
        }
    }

    /// Of `within`, the positions whose number on the curve begins with `prefix` when `cut` bits are
    /// taken off its end.
    pub(crate) fn part(&self, within: Range<usize>, prefix: u64, cut: u32) -> Range<usize> {
        let begins = |at: usize| self.code(at).checked_shr(cut).unwrap_or_default();
        let first = partition(within.clone(), |at| begins(at) < prefix);
        first..partition(first..within.end, |at| begins(at) <= prefix)
    }
}

/// The first position of the range for which `before` no longer holds.
fn partition(range: Range<usize>, before: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if before(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}
