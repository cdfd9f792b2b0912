//! All houses in memory: 17 bytes each, sorted along the curve.

use std::collections::HashSet;

use crate::spot::Spot;

/// A house on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The house.
    pub id: i64,
    /// Where.
    pub spot: Spot,
    /// Which sign it gets; the caller's own numbering.
    pub kind: u8,
}

impl Point {
    fn key(&self) -> (u64, i64) {
        (self.spot.code(), self.id)
    }
}

/// Houses by their place on the curve, those of one place by id: equal sets are equal in every process.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Points {
    codes: Vec<u64>,
    ids: Vec<i64>,
    kinds: Vec<u8>,
    frame: Option<[u32; 4]>,
}

/// The box of one spot: west, north, east, south.
pub(crate) fn around(Spot { x, y }: Spot) -> [u32; 4] {
    [x, y, x, y]
}

/// The box around two.
pub(crate) fn joined([west, north, east, south]: [u32; 4], other: [u32; 4]) -> [u32; 4] {
    [west.min(other[0]), north.min(other[1]), east.max(other[2]), south.max(other[3])]
}

/// Whether the box would be another without the spot.
fn touches([west, north, east, south]: [u32; 4], Spot { x, y }: Spot) -> bool {
    x == west || x == east || y == north || y == south
}

impl Points {
    /// Sorts them. Of two with one id both stay: ids are the caller's promise.
    pub fn new(mut points: Vec<Point>) -> Self {
        points.sort_unstable_by_key(Point::key);
        points.into_iter().collect()
    }

    /// Without those of `gone`, with `new`. What lies between two changes is copied as it is.
    pub fn changed(&self, gone: &HashSet<i64>, mut new: Vec<Point>) -> Self {
        new.sort_unstable_by_key(Point::key);
        let mut new = new.as_slice();
        let mut made = Self::with_capacity(self.len() + new.len());
        let (mut from, gone) = (0, self.places_of(gone));
        for place in gone.iter().copied().chain([self.len()]) {
            let come = new.partition_point(|point| place == self.len() || point.key() < self.point(place).key());
            let (now, later) = new.split_at(come);
            new = later;
            for point in now {
                let until = from + self.rank(from..place, point.key());
                made.copy(self, from..until);
                made.push(*point);
                from = until;
            }
            made.copy(self, from..place);
            from = (place + 1).min(self.len());
        }
        let edge = |place: &usize| self.frame.is_some_and(|frame| touches(frame, self.point(*place).spot));
        made.frame = match gone.iter().any(edge) {
            true => (0..made.len()).map(|place| around(made.point(place).spot)).reduce(joined),
            false => [self.frame, made.frame].into_iter().flatten().reduce(joined),
        };
        made
    }

    /// Where the ids stand, in order. Millions are looked through: most are told apart by a few bits.
    fn places_of(&self, ids: &HashSet<i64>) -> Vec<usize> {
        const BITS: u32 = 16;
        let bit = |id: i64| (id.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as i64) as u64 >> (64 - BITS)) as usize;
        let mut met = vec![false; 1 << BITS];
        ids.iter().for_each(|id| met[bit(*id)] = true);
        let known = self.ids.iter().enumerate().filter(|(_, id)| met[bit(**id)] && ids.contains(id));
        known.map(|(place, _)| place).collect()
    }

    /// How many of the range come before a key.
    fn rank(&self, range: std::ops::Range<usize>, (code, id): (u64, i64)) -> usize {
        let before = self.codes[range.clone()].partition_point(|other| *other < code);
        let same = self.codes[range.start + before..range.end].partition_point(|other| *other == code);
        let ids = &self.ids[range.start + before..range.start + before + same];
        before + ids.partition_point(|other| *other < id)
    }

    fn copy(&mut self, other: &Self, range: std::ops::Range<usize>) {
        self.codes.extend_from_slice(&other.codes[range.clone()]);
        self.ids.extend_from_slice(&other.ids[range.clone()]);
        self.kinds.extend_from_slice(&other.kinds[range]);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// None at all?
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The point at a place.
    pub fn point(&self, place: usize) -> Point {
        Point { id: self.ids[place], spot: Spot::of_code(self.codes[place]), kind: self.kinds[place] }
    }

    /// The places of known points, in order; unknown ones are left out.
    pub fn places(&self, known: impl IntoIterator<Item = (i64, Spot)>) -> Vec<u32> {
        let places = known.into_iter().filter_map(|(id, spot)| self.place(id, spot));
        let mut places: Vec<u32> = places.filter_map(|place| u32::try_from(place).ok()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn place(&self, id: i64, spot: Spot) -> Option<usize> {
        let code = spot.code();
        let first = self.codes.partition_point(|other| *other < code);
        let same = self.codes[first..].partition_point(|other| *other == code);
        self.ids[first..first + same].binary_search(&id).ok().map(|place| first + place)
    }

    pub(crate) fn frame(&self) -> Option<[u32; 4]> {
        self.frame
    }

    pub(crate) fn code(&self, place: usize) -> u64 {
        self.codes[place]
    }

    fn with_capacity(points: usize) -> Self {
        let (codes, ids) = (Vec::with_capacity(points), Vec::with_capacity(points));
        Self { codes, ids, kinds: Vec::with_capacity(points), frame: None }
    }

    fn push(&mut self, point: Point) {
        self.codes.push(point.spot.code());
        self.ids.push(point.id);
        self.kinds.push(point.kind);
        let own = around(point.spot);
        self.frame = Some(self.frame.map_or(own, |frame| joined(frame, own)));
    }
}

impl FromIterator<Point> for Points {
    /// Points already in order.
    fn from_iter<T: IntoIterator<Item = Point>>(points: T) -> Self {
        let points = points.into_iter();
        let mut made = Self::with_capacity(points.size_hint().0);
        points.for_each(|point| made.push(point));
        made
    }
}
