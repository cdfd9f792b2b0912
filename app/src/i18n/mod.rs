//! Texts, rendered on the server from Fluent files: one file per feature and language.

use std::borrow::Cow;
use std::sync::OnceLock;

use domain::kernel::Coded;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::error::Failure;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Russian, the default.
    #[default]
    Ru,
    /// English.
    En,
}

impl Lang {
    /// `ru`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language of a code; Russian for any other.
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Ru }
    }
}

macro_rules! texts {
    ($($file:literal)*) => {
        /// The files of a language, by name.
        pub const fn files(lang: Lang) -> &'static [(&'static str, &'static str)] {
            match lang {
                Lang::Ru => &[$(($file, include_str!(concat!("../../locales/ru/", $file, ".ftl")))),*],
                Lang::En => &[$(($file, include_str!(concat!("../../locales/en/", $file, ".ftl")))),*],
            }
        }
    };
}
texts! { "common" "addresses" "meters" "people" "cabinet" "accounts" "home" "houses" "map" "meetings" "after-meeting" "offline" "organisations" "registers" "search" "style-guide" }

/// Finds texts in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct L10n(pub Lang);

impl L10n {
    /// The text of a key.
    pub fn t(self, key: &str) -> String {
        self.find(key, None)
    }

    /// The text of a key with its parts by name.
    pub fn with<'a, V: Into<FluentValue<'a>>>(
        self,
        key: &str,
        parts: impl IntoIterator<Item = (&'a str, V)>,
    ) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in parts {
            args.set(Cow::Borrowed(name), value);
        }
        self.find(key, Some(&args))
    }

    /// The text of a key that may not exist.
    pub fn known(self, key: &str) -> Option<String> {
        bundle(self.0).get_message(key).and_then(|message| message.value()).map(|_| self.t(key))
    }

    /// The text of a key about so many things: `$n` chooses the form, `$shown` is the number to print.
    pub fn count(self, key: &str, number: i64) -> String {
        let shown = domain::kernel::text::grouped(number.unsigned_abs());
        self.with(key, [("n", FluentValue::from(number)), ("shown", FluentValue::from(shown))])
    }

    /// Figures with a point, as the language writes them.
    pub fn decimal(self, figures: &str) -> String {
        match self.0 {
            Lang::Ru => figures.replace('.', ","),
            Lang::En => figures.to_owned(),
        }
    }

    /// The sentence for a stable code: `meters.bad_key` stands under `meters-bad-key`.
    pub fn code(self, code: &str, parts: &[(String, String)]) -> String {
        let key = code.replace(['.', '_'], "-").to_lowercase();
        self.with(&key, parts.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// A rule's refusal in words.
    pub fn rule(self, rule: &dyn Coded) -> String {
        let parts: Vec<_> = rule.args().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        self.code(rule.code(), &parts)
    }

    /// The failure with its sentence.
    pub fn explain(self, mut failure: Failure) -> Failure {
        if failure.text.is_empty() {
            failure.text = self.code(&failure.code, &failure.args);
        }
        failure
    }

    /// A missing key stays visible as itself; a test keeps that from happening.
    fn find(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = bundle(self.0);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, lang = self.0.code(), "a text is missing");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, args, &mut errors).into_owned()
    }
}

fn bundle(lang: Lang) -> &'static FluentBundle<FluentResource> {
    static RU: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    static EN: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    match lang {
        Lang::Ru => RU.get_or_init(|| load(lang)),
        Lang::En => EN.get_or_init(|| load(lang)),
    }
}

fn load(lang: Lang) -> FluentBundle<FluentResource> {
    let id: unic_langid::LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Marks around inserted parts help mixed scripts; ours are one direction, and copied text stays clean.
    bundle.set_use_isolating(false);
    for (name, text) in files(lang) {
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, errors)| {
            tracing::error!(file = name, ?errors, "a text file has mistakes");
            partial
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests;
