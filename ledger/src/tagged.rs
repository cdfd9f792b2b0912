//! Reading what is told apart by its first field. serde's own reading keeps everything aside until it has
//! found the tag; in the one writing it comes first, so what follows is read where it goes.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};

/// Something whose first field says what the rest is.
pub trait Tagged<'de>: Sized {
    /// The name of the first field.
    const KEY: &'static str;

    /// Reads the rest as what the tag says.
    ///
    /// # Errors
    /// The tag is unknown, or the rest is something else.
    fn of<D: Deserializer<'de>>(tag: &str, rest: D) -> Result<Self, D::Error>;
}

/// Reads it.
pub fn read<'de, T: Tagged<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(TagFirst(PhantomData))
}

struct TagFirst<T>(PhantomData<T>);

impl<'de, T: Tagged<'de>> Visitor<'de> for TagFirst<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object that begins with {}", T::KEY)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((key, tag)) if key == T::KEY => T::of(&tag, MapAccessDeserializer::new(map)),
            _ => Err(A::Error::custom(format_args!("{} does not come first", T::KEY))),
        }
    }
}

/// What cannot be: a tag that nobody writes.
pub fn unknown<E: serde::de::Error>(tag: &str) -> E {
    E::custom(format_args!("nothing is called {tag}"))
}
