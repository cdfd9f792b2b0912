//! Places on the square map (Web Mercator, EPSG:3857) cut into 2³² steps each way, and its tiles.

use std::f64::consts::PI;

/// Steps of one side of the map.
const STEPS: f64 = 4_294_967_296.0;
/// Beyond it Mercator's square ends.
const LAST_LATITUDE: f64 = 85.051_128_779_806_59;

/// A place: steps from the west and from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// From the west.
    pub x: u32,
    /// From the north.
    pub y: u32,
}

impl Spot {
    /// The spot of a place in millionths of a degree.
    pub fn of(lat_e6: i32, lon_e6: i32) -> Self {
        Self::of_degrees(f64::from(lat_e6) / 1e6, f64::from(lon_e6) / 1e6)
    }

    /// The spot of a place in degrees; beyond the edge is the edge.
    pub fn of_degrees(lat: f64, lon: f64) -> Self {
        let lat = lat.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
        let y = 0.5 - lat.tan().asinh() / (2.0 * PI);
        // `as` keeps within the type's bounds.
        Self { x: ((lon / 360.0 + 0.5) * STEPS) as u32, y: (y * STEPS) as u32 }
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        let lat = (PI * (1.0 - 2.0 * f64::from(self.y) / STEPS)).sinh().atan().to_degrees();
        (lat, (f64::from(self.x) / STEPS - 0.5) * 360.0)
    }

    /// Its number on the curve (Morton order): the houses of a tile are neighbours in it.
    pub fn code(self) -> u64 {
        spread(self.x) | (spread(self.y) << 1)
    }

    /// The spot of a number on the curve.
    pub fn of_code(code: u64) -> Self {
        Self { x: gather(code), y: gather(code >> 1) }
    }

    /// Metres to another, on the ball.
    pub fn metres_to(self, other: Self) -> f64 {
        let ((lat, lon), (to_lat, to_lon)) = (self.degrees(), other.degrees());
        let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
        let chord = half(lat, to_lat) + lat.to_radians().cos() * to_lat.to_radians().cos() * half(lon, to_lon);
        2.0 * 6_371_008.8 * chord.sqrt().min(1.0).asin()
    }
}

fn spread(value: u32) -> u64 {
    let mut bits = u64::from(value);
    bits = (bits | (bits << 16)) & 0x0000_ffff_0000_ffff;
    bits = (bits | (bits << 8)) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | (bits << 4)) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | (bits << 2)) & 0x3333_3333_3333_3333;
    (bits | (bits << 1)) & 0x5555_5555_5555_5555
}

fn gather(code: u64) -> u32 {
    let mut bits = code & 0x5555_5555_5555_5555;
    bits = (bits | (bits >> 1)) & 0x3333_3333_3333_3333;
    bits = (bits | (bits >> 2)) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | (bits >> 4)) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | (bits >> 8)) & 0x0000_ffff_0000_ffff;
    ((bits | (bits >> 16)) & 0xffff_ffff) as u32
}

/// A square of the map: at zoom 0 one covers all, each step further has four of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    zoom: u32,
    x: u32,
    y: u32,
}

impl Tile {
    /// The deepest zoom served.
    pub const DEEPEST: u32 = 16;

    /// The tile, if there is one.
    pub fn new(zoom: u32, x: u32, y: u32) -> Option<Self> {
        let side = 1_u32.checked_shl(zoom).filter(|_| zoom <= Self::DEEPEST)?;
        (x < side && y < side).then_some(Self { zoom, x, y })
    }

    /// The tile a spot lies in.
    pub fn around(spot: Spot, zoom: u32) -> Self {
        let zoom = zoom.min(Self::DEEPEST);
        let cut = |steps: u32| steps.checked_shr(32 - zoom).unwrap_or_default();
        Self { zoom, x: cut(spot.x), y: cut(spot.y) }
    }

    /// How deep.
    pub fn zoom(self) -> u32 {
        self.zoom
    }

    /// Column and row.
    pub fn place(self) -> (u32, u32) {
        (self.x, self.y)
    }

    /// Where in the tile a spot lies, in parts of `extent` (a power of two); a spot of the tile is
    /// within it.
    pub fn within(self, spot: Spot, extent_bits: u32) -> (u32, u32) {
        let part = |steps: u32| ((steps << self.zoom) >> (31 - extent_bits)) >> 1;
        (part(spot.x), part(spot.y))
    }

    /// The tile's number among those of its zoom, along the curve.
    pub(crate) fn prefix(self) -> u64 {
        Spot { x: self.x, y: self.y }.code()
    }
}
