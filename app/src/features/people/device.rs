//! A browser's long name of itself in two words a person knows.

/// Marks of browsers, the more particular first: each names the ones after it too.
const BROWSERS: [(&str, &str); 8] = [
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// `Firefox, Linux`; the beginning of the name when nothing is known in it.
pub fn named(agent: &str) -> String {
    let find =
        |marks: &[(&str, &'static str)]| marks.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let parts: Vec<&str> = [find(&BROWSERS), find(&SYSTEMS)].into_iter().flatten().collect();
    if parts.is_empty() { agent.chars().take(40).collect() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn browsers_are_known_by_their_own_mark() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 YaBrowser/25.10 Safari/537.36",
                "Яндекс Браузер, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
                "Safari, iPhone",
            ),
            ("curl/8.14", "curl/8.14"),
        ] {
            assert_eq!(named(agent), name);
        }
    }
}
