//! What the map's address asks for: which houses, and where it looks.

use domain::kernel::words::name_words;
use domain::orgs::{OrgFilter, OrgKind};
use serde::Deserialize;
use service::map::{View, Wanted};

use super::super::wish::Wish as Houses;
use crate::link::link;
use crate::ui::house_map::at;

/// The page's query. Everything is a text: a wrong one narrows nothing and is never an error.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// The registry's own words.
    #[serde(flatten)]
    pub houses: Houses,
    /// Managed or supplied by the organisation of this id.
    pub organisation: String,
    /// Managed or supplied by organisations with these words in their names.
    pub org_text: String,
    /// … and of this kind.
    pub org_kind: String,
    /// `zoom/latitude/longitude`.
    pub at: String,
}

impl Wish {
    /// Which houses are drawn.
    pub fn wanted(&self) -> Wanted {
        // The order of a list means nothing on a map: one filter, one set of houses in memory.
        let houses = Houses { sort: String::new(), ..self.houses.at_start() };
        Wanted {
            filter: houses.filter(),
            served_by: self.organisation.parse().ok(),
            organisations: self.organisations(),
        }
    }

    /// Whose houses.
    pub fn organisations(&self) -> OrgFilter {
        OrgFilter {
            words: name_words(&self.org_text),
            kind: OrgKind::from_code(&self.org_kind),
            ..OrgFilter::default()
        }
    }

    /// Where it looks; `None` shows everything.
    pub fn view(&self) -> Option<View> {
        let mut parts = self.at.split('/');
        let zoom: f64 = parts.next()?.parse().ok()?;
        let (lat, lon) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let known = (0.0..=24.0).contains(&zoom) && (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        known.then_some(View { lat, lon, zoom: zoom.round().min(16.0) as u32 })
    }

    /// The address of the same houses looked at from elsewhere.
    pub fn href(&self, view: Option<&View>) -> String {
        let href = Houses { sort: String::new(), ..self.houses.at_start() }.href("/map");
        let at = view.map(at).unwrap_or_default();
        let own = link(
            "",
            &[
                ("organisation", &self.organisation),
                ("org_text", &self.org_text),
                ("org_kind", &self.org_kind),
                ("at", &at),
            ],
        );
        match own.strip_prefix('?') {
            Some(own) if href.contains('?') => format!("{href}&{own}"),
            _ => format!("{href}{own}"),
        }
    }

    /// The query of its tiles.
    pub fn tiles(&self) -> String {
        self.href(None).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_or_left_out() {
        let check = |at: &str, expect: Option<(f64, f64, u32)>| {
            let wish = Wish { at: at.to_owned(), ..Wish::default() };
            assert_eq!(wish.view().map(|view| (view.lat, view.lon, view.zoom)), expect, "{at}");
        };
        check("16/59.22/39.89", Some((59.22, 39.89, 16)));
        check("17.6/59.22/39.89", Some((59.22, 39.89, 16)));
        check("9/59.22", None);
        check("9/NaN/39", None);
        check("9/95/39", None);
        check("", None);
    }

    #[test]
    fn the_address_keeps_the_filter() {
        let houses = Houses { kind: "detached".to_owned(), sort: "-year".to_owned(), ..Houses::default() };
        let wish = Wish { houses, organisation: "7".to_owned(), ..Wish::default() };
        let view = View { lat: 59.5, lon: 39.25, zoom: 12 };
        assert_eq!(wish.href(Some(&view)), "/map?kind=detached&organisation=7&at=12/59.500000/39.250000");
        assert_eq!(wish.tiles(), "kind=detached&organisation=7");
        assert_eq!(Wish::default().href(None), "/map");
    }
}
