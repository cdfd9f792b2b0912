//! The plan's tests; one draws it as SVG to be looked at: `TOWN_SVG=town.svg cargo test -p service sketch`.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::dice::Dice;
use super::geometry::{Point, middle, overlap};
use super::lots::Form;
use super::plan::{self, Plan};

const ORDER: [&str; 7] = ["district", "park", "water", "block", "street", "railway", "building"];

fn usual() -> Plan {
    plan::draw(&mut Dice::new(super::SEED, u64::MAX), 400)
}

#[test]
fn the_plan_has_room_for_the_usual_town() {
    assert_eq!(usual().lots.len(), 400);
}

#[test]
fn outlines_do_not_overlap() {
    let lots = usual().lots;
    for (place, lot) in lots.iter().enumerate() {
        for other in &lots[place + 1..] {
            assert!(!overlap(&lot.stand.hull, &other.stand.hull), "{} {}", lot.street, lot.number);
        }
    }
}

#[test]
fn addresses_are_unique() {
    let lots = usual().lots;
    let addresses: HashSet<_> = lots.iter().map(|lot| (lot.street, &lot.number)).collect();
    assert_eq!(addresses.len(), lots.len());
    assert!(lots.iter().all(|lot| !lot.number.is_empty()));
    for sign in ["/", "А", " к"] {
        assert!(lots.iter().any(|lot| lot.number.contains(sign)), "no number with {sign}");
    }
}

#[test]
fn no_house_stands_in_water() {
    let plan = usual();
    let waters: Vec<_> = plan.drawn.iter().filter(|drawn| drawn.kind == "water").collect();
    for lot in &plan.lots {
        for corner in lot.stand.hull {
            let wet = waters.iter().find(|water| inside(&water.points, corner));
            assert!(wet.is_none(), "{} {} in {:?}", lot.street, lot.number, wet.map(|water| water.name));
        }
    }
}

/// Even-odd, for outlines of any shape.
fn inside(outline: &[Point], at: Point) -> bool {
    let mut inside = false;
    for place in 0..outline.len() {
        let (a, b) = (outline[place], outline[(place + 1) % outline.len()]);
        if (a.y > at.y) != (b.y > at.y) && at.x - a.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) {
            inside = !inside;
        }
    }
    inside
}

#[test]
fn the_plan_can_be_drawn() {
    let plan = usual();
    let svg = svg(&plan);
    assert!(svg.len() > 100_000 && ORDER.iter().all(|kind| plan.drawn.iter().any(|drawn| drawn.kind == *kind)));
    if let Ok(path) = std::env::var("TOWN_SVG") {
        std::fs::write(path, svg).unwrap();
    }
}

fn svg(plan: &Plan) -> String {
    let mut svg = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-24000 -15500 48000 31500' width='2400' height='1575'>\
         <rect x='-90000' y='-90000' width='180000' height='180000' fill='#eef0e4'/>",
    );
    for kind in ORDER {
        for drawn in plan.drawn.iter().filter(|drawn| drawn.kind == kind && !on_top(drawn)) {
            shape(&mut svg, drawn.kind, &drawn.points);
        }
        if kind == "water" {
            plan.drawn
                .iter()
                .filter(|drawn| on_top(drawn))
                .for_each(|drawn| shape(&mut svg, drawn.kind, &drawn.points));
        }
    }
    for lot in &plan.lots {
        let fill = match lot.stand.form {
            Form::Detached | Form::Terraced => "#c98f5a",
            Form::Slab9 | Form::Tower => "#7b8fb5",
            Form::New => "#5aa08c",
            Form::Slab5 => "#b59a7b",
            Form::Dormitory => "#a06a9a",
            Form::Old | Form::Stalin | Form::Public => "#a8785a",
        };
        let (points, at) = (points(&lot.stand.outline), middle(&lot.stand.hull));
        write!(svg, "<polygon points='{points}' fill='{fill}' stroke='#5a4636' stroke-width='6'/>").unwrap();
        write!(svg, "<text x='{}' y='{}' font-size='80' text-anchor='middle'>{}</text>", at.x, 30 - at.y, lot.number)
            .unwrap();
    }
    svg.push_str("</svg>");
    svg
}

fn on_top(drawn: &plan::Drawn) -> bool {
    drawn.name.starts_with("остров")
}

fn points(points: &[Point]) -> String {
    points.iter().map(|point| format!("{},{} ", point.x, -point.y)).collect()
}

fn shape(svg: &mut String, kind: &str, outline: &[Point]) {
    let (tag, style) = match kind {
        "district" => ("polygon", "fill='#e6e6da'"),
        "park" => ("polygon", "fill='#cfe3bf'"),
        "water" => ("polygon", "fill='#a9cfe4'"),
        "block" => ("polygon", "fill='#f3efe4' stroke='#ddd6c4' stroke-width='6'"),
        "street" => ("polyline", "fill='none' stroke='#fff' stroke-width='100' stroke-linejoin='round'"),
        "railway" => ("polyline", "fill='none' stroke='#666' stroke-width='40' stroke-dasharray='120 60'"),
        _ => ("polygon", "fill='#cfc6b8' stroke='#b0a697' stroke-width='6'"),
    };
    write!(svg, "<{tag} points='{}' {style}/>", points(outline)).unwrap();
}
