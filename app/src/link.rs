//! Addresses inside the site with what is asked in them.

use crate::page::escape;

/// A path with the parts of its query; parts that say nothing are left out.
pub fn link(path: &str, parts: &[(&str, &str)]) -> String {
    let said = parts.iter().filter(|(_, value)| !value.is_empty());
    let said: Vec<String> = said.map(|(name, value)| format!("{name}={}", escape(value))).collect();
    if said.is_empty() { path.to_owned() } else { format!("{path}?{}", said.join("&")) }
}

/// Where a phone number rings: `tel:` for one number, nothing for a text with several or none.
pub fn phone(text: &str) -> Option<String> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || " +-()\u{a0}".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = match digits.len() {
        10 => format!("+7{digits}"),
        11 => format!("+7{}", &digits[1..]),
        _ => return None,
    };
    plain.then(|| format!("tel:{number}"))
}

/// A web site from a registry, made a link only when it can be nothing else.
pub fn site(text: &str) -> Option<String> {
    let text = text.trim();
    let named = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    if text.contains(char::is_whitespace) || !text.contains('.') {
        None
    } else if named("http://") || named("https://") {
        Some(text.to_owned())
    } else {
        (!text.contains(':')).then(|| format!("https://{text}"))
    }
}

/// An e-mail address from a registry, when it is one.
pub fn mail(text: &str) -> Option<String> {
    let (name, host) = text.trim().split_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let one = !name.is_empty() && host.contains('.') && name.chars().all(plain) && host.chars().all(plain);
    one.then(|| format!("mailto:{name}@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registries_cannot_smuggle_links() {
        assert_eq!(phone("+7 (8172) 00-00-00").as_deref(), Some("tel:+78172000000"));
        assert_eq!(phone("8 8172 000000, 000001"), None);
        assert_eq!(site("uk-uyut.example").as_deref(), Some("https://uk-uyut.example"));
        assert_eq!(site("HTTP://a.example").as_deref(), Some("HTTP://a.example"));
        assert_eq!(site("javascript:alert(1).x"), None);
        assert_eq!(site("Не заполнено"), None);
        assert_eq!(mail("a@b.example").as_deref(), Some("mailto:a@b.example"));
        assert_eq!(mail("a@b.example?cc=x"), None);
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        assert_eq!(
            link("/houses", &[("text", "ул. Мира & co"), ("kind", "")]),
            "/houses?text=%D1%83%D0%BB.%20%D0%9C%D0%B8%D1%80%D0%B0%20%26%20co"
        );
        assert_eq!(link("/houses", &[("kind", "")]), "/houses");
    }
}
