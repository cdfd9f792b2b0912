//! Plane geometry of the town in whole decimetres: points, frames along a street, outlines.

/// A point: decimetres east and north of the town's middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    pub x: i64,
    pub y: i64,
}

/// A point given in metres, as plans are written.
pub const fn metres(at: (i64, i64)) -> Point {
    Point { x: at.0 * 10, y: at.1 * 10 }
}

impl Point {
    /// The point `part / whole` of the way to `other`.
    pub fn toward(self, other: Self, part: i64, whole: i64) -> Self {
        let whole = whole.max(1);
        Self { x: self.x + (other.x - self.x) * part / whole, y: self.y + (other.y - self.y) * part / whole }
    }

    /// Moved by so much.
    pub fn moved(self, x: i64, y: i64) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }

    /// How far it is to `other`.
    pub fn distance(self, other: Self) -> i64 {
        let (x, y) = (other.x - self.x, other.y - self.y);
        (x * x + y * y).max(0).isqrt()
    }
}

/// Twice the signed area of the triangle: positive when `c` lies left of `a → b`.
pub fn turn(a: Point, b: Point, c: Point) -> i64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Measures along a line and to the left of it.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub from: Point,
    pub to: Point,
}

impl Frame {
    /// Its length.
    pub fn length(self) -> i64 {
        self.from.distance(self.to)
    }

    /// The point `forward` along and `left` beside the line.
    pub fn at(self, forward: i64, left: i64) -> Point {
        let length = self.length().max(1);
        let (x, y) = (self.to.x - self.from.x, self.to.y - self.from.y);
        self.from.moved((x * forward - y * left) / length, (y * forward + x * left) / length)
    }

    /// The rectangle of `length` by `depth`, beginning at (`forward`, `left`), counter-clockwise.
    pub fn rectangle(self, forward: i64, left: i64, length: i64, depth: i64) -> [Point; 4] {
        [
            self.at(forward, left),
            self.at(forward + length, left),
            self.at(forward + length, left + depth),
            self.at(forward, left + depth),
        ]
    }
}

/// Do two convex counter-clockwise outlines overlap? Touching ones do not.
pub fn overlap(a: &[Point], b: &[Point]) -> bool {
    !parted(a, b) && !parted(b, a)
}

/// Is all of `b` on the outer side of one of `a`'s edges?
fn parted(a: &[Point], b: &[Point]) -> bool {
    (0..a.len()).any(|place| {
        let (from, to) = (a[place], a[(place + 1) % a.len()]);
        b.iter().all(|point| turn(from, to, *point) <= 0)
    })
}

/// Is the point inside the convex counter-clockwise outline or on its edge?
pub fn within(outline: &[Point], point: Point) -> bool {
    (0..outline.len()).all(|place| turn(outline[place], outline[(place + 1) % outline.len()], point) >= 0)
}

/// The outline's corners moved inwards by `width` along both of their edges.
pub fn inset(quad: [Point; 4], width: i64) -> [Point; 4] {
    std::array::from_fn(|place| {
        let (here, next, before) = (quad[place], quad[(place + 1) % 4], quad[(place + 3) % 4]);
        let (a, b) = (Frame { from: here, to: next }.at(width, 0), Frame { from: here, to: before }.at(width, 0));
        Point { x: a.x + b.x - here.x, y: a.y + b.y - here.y }
    })
}

/// The mean of the corners.
pub fn middle(outline: &[Point]) -> Point {
    let count = i64::try_from(outline.len()).unwrap_or(1).max(1);
    Point {
        x: outline.iter().map(|point| point.x).sum::<i64>() / count,
        y: outline.iter().map(|point| point.y).sum::<i64>() / count,
    }
}

/// A smooth line through the points (Catmull and Rom's), eight pieces between two of them.
pub fn smooth(points: &[Point]) -> Vec<Point> {
    const PIECES: i64 = 8;
    let mut line = Vec::new();
    let last = points.len().saturating_sub(1);
    for place in 0..last {
        let (p1, p2) = (points[place], points[place + 1]);
        let (p0, p3) = (points[place.saturating_sub(1)], points[(place + 2).min(last)]);
        let blend = |a: i64, b: i64, c: i64, d: i64, t: i64| {
            let cubic = (3 * b - a - 3 * c + d) * t * t * t + (2 * a - 5 * b + 4 * c - d) * t * t * PIECES;
            b + (cubic + (c - a) * t * PIECES * PIECES) / (2 * PIECES * PIECES * PIECES)
        };
        line.extend(
            (0..PIECES).map(|t| Point { x: blend(p0.x, p1.x, p2.x, p3.x, t), y: blend(p0.y, p1.y, p2.y, p3.y, t) }),
        );
    }
    line.extend(points.last());
    line
}

/// The outline of a band along a line: at each point so wide to both sides.
pub fn band(line: &[Point], half_widths: &[i64]) -> Vec<Point> {
    let side = |sign: i64| {
        (0..line.len()).map(move |place| {
            let (before, after) = (line[place.saturating_sub(1)], line[(place + 1).min(line.len() - 1)]);
            let frame = Frame { from: before, to: after };
            frame.at(before.distance(line[place]), sign * half_widths[place])
        })
    };
    let mut outline: Vec<Point> = side(-1).collect();
    let mut back: Vec<Point> = side(1).collect();
    back.reverse();
    outline.extend(back);
    outline
}

/// Where the town lies on the Earth: the place of its middle in millionths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub lat_e6: i64,
    pub lon_e6: i64,
}

impl Anchor {
    /// Longitude and latitude of a point, millionths of a degree. One decimetre is 0.898 of a
    /// millionth of latitude; at 59.42° north 1.766 of longitude.
    pub fn place(self, point: Point) -> (i32, i32) {
        let lon = self.lon_e6 + point.x * 17_660 / 10_000;
        let lat = self.lat_e6 + point.y * 8_983 / 10_000;
        (i32::try_from(lon).unwrap_or_default(), i32::try_from(lat).unwrap_or_default())
    }

    /// The points as the base map keeps them: `[[lon_e6,lat_e6],…]`.
    pub fn json(self, points: &[Point]) -> String {
        let mut text = String::with_capacity(points.len() * 22 + 2);
        text.push('[');
        for (place, point) in points.iter().enumerate() {
            let (lon, lat) = self.place(*point);
            text.push_str(if place == 0 { "[" } else { ",[" });
            text.push_str(&format!("{lon},{lat}]"));
        }
        text.push(']');
        text
    }
}
