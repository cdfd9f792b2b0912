//! The icon sprite: the drawings that `public/icons.txt` names, from npm `lucide-static`, one symbol each.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::place::Place;

/// The sprite. A symbol carries the look of the whole set, so that `<use href="…#name">` is all a page needs.
pub fn sprite(place: &Place) -> Result<String> {
    let list_path = place.root.join("public/icons.txt");
    let list = fs::read_to_string(&list_path).with_context(|| format!("cannot read {}", list_path.display()))?;
    let mut names: Vec<&str> = list.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    names.retain(|line| !line.starts_with('#'));
    names.sort_unstable();
    names.dedup();
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
    for name in names {
        let path = place.root.join("node_modules/lucide-static/icons").join(format!("{name}.svg"));
        let drawing = fs::read_to_string(&path).with_context(|| format!("lucide-static has no icon {name}"))?;
        sprite.push_str(&symbol(name, &drawing)?);
    }
    sprite.push_str("</svg>\n");
    Ok(sprite)
}

/// One drawing as a symbol of the sprite.
pub fn symbol(name: &str, drawing: &str) -> Result<String> {
    let inside = drawing.split_once("<svg").and_then(|(_, rest)| rest.split_once('>'));
    let Some((inside, _)) = inside.and_then(|(_, rest)| rest.rsplit_once("</svg>")) else {
        bail!("the icon {name} is not an SVG drawing");
    };
    let shapes: String = inside.lines().map(str::trim).collect();
    Ok(format!(
        "<symbol id=\"{name}\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">{shapes}</symbol>\n"
    ))
}
