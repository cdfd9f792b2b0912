//! Marks as a Mapbox Vector Tile (specification 2.1), features of our own making.
//!
//! | property | of | what |
//! |---|---|---|
//! | `house` | a house | its id, as text: scripts keep 53 bits only |
//! | `kind` | a house | its number in [`crate::Point::kind`] |
//! | `count` | a group | how many houses |
//! | `into` | a group | the zoom at which it parts |

use std::collections::HashMap;

use crate::mark::Mark;
use crate::spot::Tile;

/// The way tiles are drawn. One more with each change of their bytes: tiles kept by a browser are
/// known by it.
pub const DRAWING: u32 = 1;

/// Parts of a tile's side: 4096.
const EXTENT_BITS: u32 = 12;
/// The layer's properties in the order of their numbers.
const KEYS: [&str; 4] = ["house", "kind", "count", "into"];

/// The bytes of the tile's layer `name`; none for no marks.
pub fn encode(name: &str, tile: Tile, marks: &[Mark]) -> Vec<u8> {
    let mut layer = Layer::new(&KEYS);
    for mark in marks {
        layer.mark(tile, mark);
    }
    let mut bytes = Vec::new();
    layer.close(name, &mut bytes);
    bytes
}

/// A line or the edge of an area, in parts of the tile.
pub struct Outline<'a> {
    pub layer: &'a str,
    pub name: &'a str,
    pub area: bool,
    pub points: &'a [[i32; 2]],
}

/// Layers of outlines, in the order they were met.
#[derive(Default)]
pub struct Layers(Vec<(String, Layer)>);

impl Layers {
    /// Adds an outline to its layer.
    pub fn outline(&mut self, outline: &Outline<'_>) {
        let known = self.0.iter().position(|(name, _)| name == outline.layer);
        let place = known.unwrap_or_else(|| {
            self.0.push((outline.layer.to_owned(), Layer::new(&["name"])));
            self.0.len() - 1
        });
        self.0[place].1.outline(outline);
    }

    /// The tile.
    pub fn bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.0.into_iter().for_each(|(name, layer)| layer.close(&name, &mut bytes));
        bytes
    }
}

/// One layer as it grows.
struct Layer {
    keys: &'static [&'static str],
    features: Vec<u8>,
    /// Encoded values; those of features are numbers of this list.
    values: Vec<Vec<u8>>,
    known: HashMap<Vec<u8>, u64>,
}

/// "Move to", once; "line to" takes its count; "close".
const MOVE_TO: u64 = 9;
const LINE_TO: u64 = 2;
const CLOSE: u64 = 15;

impl Layer {
    fn new(keys: &'static [&'static str]) -> Self {
        Self { keys, features: Vec::new(), values: Vec::new(), known: HashMap::new() }
    }

    fn mark(&mut self, tile: Tile, mark: &Mark) {
        let tags = match mark {
            // A house's id is met once: it is not looked for among the known.
            Mark::House(point) => {
                [0, self.add(text(&point.id.to_string())), 1, self.value(whole(u64::from(point.kind)))]
            }
            Mark::Group { count, parts_at, .. } => {
                [2, self.value(whole(u64::from(*count))), 3, self.value(whole(u64::from(*parts_at)))]
            }
        };
        let (x, y) = tile.within(mark.spot(), EXTENT_BITS);
        self.feature(&tags, 1, &[MOVE_TO, u64::from(x) << 1, u64::from(y) << 1]);
    }

    fn outline(&mut self, outline: &Outline<'_>) {
        let Some((first, rest)) = outline.points.split_first() else { return };
        let mut geometry = vec![MOVE_TO, zigzag(first[0]), zigzag(first[1]), (rest.len() as u64) << 3 | LINE_TO];
        for step in outline.points.windows(2) {
            let &[from, to] = step else { continue };
            geometry.extend([zigzag(to[0] - from[0]), zigzag(to[1] - from[1])]);
        }
        if outline.area {
            geometry.push(CLOSE);
        }
        let tags = if outline.name.is_empty() { Vec::new() } else { vec![0, self.value(text(outline.name))] };
        self.feature(&tags, if outline.area { 3 } else { 2 }, &geometry);
    }

    fn feature(&mut self, tags: &[u64], kind: u64, geometry: &[u64]) {
        let mut feature = Vec::with_capacity(16 + geometry.len() * 2);
        if !tags.is_empty() {
            field(&mut feature, 2, &packed(tags));
        }
        number(&mut feature, 3, kind);
        field(&mut feature, 4, &packed(geometry));
        field(&mut self.features, 2, &feature);
    }

    /// The number of a value, kept once.
    fn value(&mut self, value: Vec<u8>) -> u64 {
        if let Some(place) = self.known.get(&value) {
            return *place;
        }
        let place = self.add(value.clone());
        self.known.insert(value, place);
        place
    }

    fn add(&mut self, value: Vec<u8>) -> u64 {
        self.values.push(value);
        self.values.len() as u64 - 1
    }

    /// Writes the layer into the tile; one without features is not written.
    fn close(self, name: &str, tile: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut bytes = Vec::with_capacity(self.features.len() + self.values.len() * 24 + 64);
        field(&mut bytes, 1, name.as_bytes());
        bytes.extend(self.features);
        self.keys.iter().for_each(|key| field(&mut bytes, 3, key.as_bytes()));
        self.values.iter().for_each(|value| field(&mut bytes, 4, value));
        number(&mut bytes, 5, 1 << EXTENT_BITS);
        number(&mut bytes, 15, 2);
        field(tile, 3, &bytes);
    }
}

fn text(text: &str) -> Vec<u8> {
    let mut value = Vec::with_capacity(text.len() + 2);
    field(&mut value, 1, text.as_bytes());
    value
}

fn whole(known: u64) -> Vec<u8> {
    let mut value = Vec::with_capacity(4);
    number(&mut value, 5, known);
    value
}

fn zigzag(value: i32) -> u64 {
    u64::from(((value << 1) ^ (value >> 31)) as u32)
}

fn packed(numbers: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(numbers.len() * 2);
    numbers.iter().for_each(|number| varint(&mut bytes, *number));
    bytes
}

/// A field with bytes.
fn field(out: &mut Vec<u8>, no: u64, bytes: &[u8]) {
    varint(out, no << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// A field with a number.
fn number(out: &mut Vec<u8>, no: u64, value: u64) {
    varint(out, no << 3);
    varint(out, value);
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while 0x80 <= value {
        out.push((value as u8) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
