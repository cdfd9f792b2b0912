use super::dice::Dice;
use super::plan;

#[test]
fn sketch() {
    let plan = plan::draw(&mut Dice::new(20261122, 0), usize::MAX);
    let mut svg = String::from("<svg xmlns='http://www.w3.org/2000/svg' viewBox='-24000 -15500 48000 31500' width='2400' height='1575'><rect x='-24000' y='-15500' width='48000' height='31500' fill='#eef0e4'/>");
    let order = ["district", "park", "water", "park2", "block", "street", "railway", "building"];
    for kind in order {
        for shape in &plan.drawn {
            let k = if shape.name.starts_with("остров") { "park2" } else { shape.kind };
            let k = if shape.kind == "water" && (shape.name.starts_with("озеро") || shape.name.contains("пруд") || shape.name == "старица") { "park2" } else { k };
            if k != kind { continue; }
            let pts: Vec<String> = shape.points.iter().map(|p| format!("{},{}", p.x, -p.y)).collect();
            let pts = pts.join(" ");
            let style = match shape.kind {
                "district" => "fill='#e6e6da' stroke='none'",
                "park" => "fill='#cfe3bf'",
                "water" => "fill='#a9cfe4'",
                "block" => "fill='#f3efe4' stroke='#ddd6c4' stroke-width='6'",
                "street" => "fill='none' stroke='#fff' stroke-width='100' stroke-linejoin='round' stroke-linecap='round'",
                "railway" => "fill='none' stroke='#666' stroke-width='40' stroke-dasharray='120 60'",
                _ => "fill='#cfc6b8' stroke='#b0a697' stroke-width='6'",
            };
            let tag = if matches!(shape.kind, "street" | "railway") { "polyline" } else { "polygon" };
            svg.push_str(&format!("<{tag} points='{pts}' {style}/>"));
        }
    }
    let mut counts = std::collections::BTreeMap::new();
    for lot in &plan.lots {
        *counts.entry((lot.district, lot.stand.form)).or_insert(0) += 1;
        let pts: Vec<String> = lot.stand.outline.iter().map(|p| format!("{},{}", p.x, -p.y)).collect();
        let fill = match lot.stand.form {
            super::lots::Form::Detached | super::lots::Form::Terraced => "#c98f5a",
            super::lots::Form::Slab9 | super::lots::Form::Tower => "#7b8fb5",
            super::lots::Form::New => "#5aa08c",
            super::lots::Form::Slab5 => "#b59a7b",
            super::lots::Form::Dormitory => "#a06a9a",
            _ => "#a8785a",
        };
        svg.push_str(&format!("<polygon points='{}' fill='{fill}' stroke='#5a4636' stroke-width='6'/>", pts.join(" ")));
        let m = super::geometry::middle(&lot.stand.hull);
        svg.push_str(&format!("<text x='{}' y='{}' font-size='90' text-anchor='middle'>{}</text>", m.x, -m.y, lot.number));
    }
    svg.push_str("</svg>");
    eprintln!("{} lots {counts:#?}", plan.lots.len());
    if let Ok(path) = std::env::var("TOWN_SVG") { std::fs::write(path, svg).unwrap(); }
}

#[tokio::test]
async fn makes() {
    crate::testkit::each_store(async |ctx| {
        let wish = super::Wish::usual("2026-11-22".parse().unwrap());
        let begun = std::time::Instant::now();
        let made = super::make(&ctx, &wish).await.unwrap();
        eprintln!("{made:?} {:?}", begun.elapsed());
    })
    .await;
}
