//! Addresses: what orders them.

use crate::kernel::text::sortable;

/// The text houses are sorted by: region, place, street and number, each folded and its numbers
/// padded, so that houses 2, 9 and 10 of a street follow one another. The bar sorts after every
/// letter, digit and space; parts never run into each other.
pub fn place_key(region_name: &str, locality: &str, street: &str, number: &str) -> String {
    [region_name, locality, street, number].map(sortable).join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn houses_of_a_street_stand_in_order() {
        let key = |number| place_key("Заречный край", "Верхнереченск", "ул. Льняная", number);
        let numbers = ["2", "7", "7 к2", "9", "10", "10А", "12/3", "101"];
        let keys = numbers.map(key);
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
        assert_ne!(place_key("а", "б в", "", ""), place_key("а б", "в", "", ""));
    }
}
