//! How people sign in: the flags of the OpenID provider.

/// Flags and variables of sign-in.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Sign-in (OpenID Connect)")]
pub struct OidcConfig {
    /// The provider's issuer, exactly as it names itself: https://id.example. Its settings are read from
    /// /.well-known/openid-configuration there.
    #[arg(long = "oidc-issuer", env = "DOMOVOY_OIDC_ISSUER", value_name = "URL")]
    pub issuer: Option<String>,
    /// The name this installation is registered under at the provider.
    #[arg(long = "oidc-client-id", env = "DOMOVOY_OIDC_CLIENT_ID", default_value = "", value_name = "ID")]
    pub client_id: String,
    /// The secret registered there; without one PKCE alone protects the exchange.
    #[arg(
        long = "oidc-client-secret",
        env = "DOMOVOY_OIDC_CLIENT_SECRET",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    pub client_secret: Option<String>,
    /// What is asked for, separated by spaces; by default what the claims profile needs.
    #[arg(long = "oidc-scopes", env = "DOMOVOY_OIDC_SCOPES", value_name = "LIST")]
    pub scopes: Option<String>,
    /// The name on the button: «Войти через …».
    #[arg(long = "oidc-name", env = "DOMOVOY_OIDC_NAME", value_name = "NAME")]
    pub name: Option<String>,
    /// The provider's short name in addresses and beside each person: letters, digits, dashes. Never change
    /// it once people have signed in: it is a part of who they are.
    #[arg(long = "oidc-key", env = "DOMOVOY_OIDC_KEY", value_name = "KEY")]
    pub key: Option<String>,
    /// How the provider tells about people: by the standard's claims, or as ЕСИА does.
    #[arg(long = "oidc-claims", env = "DOMOVOY_OIDC_CLAIMS", value_enum, default_value = "standard")]
    pub claims: ClaimsProfile,
    /// A claim of the provider that is true when it has checked the person's identity itself (ЕСИА: trusted).
    /// Without it everybody stays unconfirmed.
    #[arg(long = "oidc-level-claim", env = "DOMOVOY_OIDC_LEVEL_CLAIM", value_name = "CLAIM")]
    pub level_claim: Option<String>,
    /// ЕСИА: a command that reads a message on its input and writes its detached PKCS#7 signature (DER, ГОСТ
    /// Р 34.10-2012) to its output. Split at spaces; no shell is started.
    #[arg(long = "oidc-sign-command", env = "DOMOVOY_OIDC_SIGN_COMMAND", value_name = "COMMAND")]
    pub sign_command: Option<String>,
    /// ЕСИА: the hash of the certificate that signs, as its register shows it.
    #[arg(long = "oidc-certificate-hash", env = "DOMOVOY_OIDC_CERTIFICATE_HASH", value_name = "HEX")]
    pub certificate_hash: Option<String>,
    /// The provider of the demo town's people, who sign in without a password. By default on when people can
    /// only come from this machine and no other provider is named; `true` anywhere else stops the start.
    #[arg(long = "demo-sign-in", env = "DOMOVOY_DEMO_SIGN_IN", value_name = "true|false")]
    pub demo: Option<bool>,
}

/// How a provider tells about people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ClaimsProfile {
    /// OpenID Connect Core 1.0 §5.1.
    #[default]
    Standard,
    /// Единая система идентификации и аутентификации.
    Esia,
}

impl OidcConfig {
    /// Whether a provider is named.
    pub fn is_named(&self) -> bool {
        self.issuer.as_deref().is_some_and(|issuer| !issuer.is_empty())
    }

    /// The provider's key.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(match self.claims {
            ClaimsProfile::Standard => "oidc",
            ClaimsProfile::Esia => "esia",
        })
    }

    /// The name on the button.
    pub fn shown_name(&self) -> &str {
        self.name.as_deref().unwrap_or(match self.claims {
            ClaimsProfile::Standard => "OpenID",
            ClaimsProfile::Esia => "Госуслуги",
        })
    }

    /// What is asked for.
    pub fn scopes(&self) -> Vec<String> {
        let by_default = match self.claims {
            ClaimsProfile::Standard => "openid profile email phone",
            ClaimsProfile::Esia => "openid fullname birthdate email mobile",
        };
        self.scopes.as_deref().unwrap_or(by_default).split_whitespace().map(str::to_owned).collect()
    }

    /// The claim that tells the level.
    pub fn level_claim(&self) -> Option<&str> {
        self.level_claim.as_deref().or(match self.claims {
            ClaimsProfile::Standard => None,
            ClaimsProfile::Esia => Some("trusted"),
        })
    }
}
