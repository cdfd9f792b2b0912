//! Where the repository, the build's folder and the tools from npm are.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

/// The folders every task needs.
#[derive(Debug, Clone)]
pub struct Place {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target folder, wherever `CARGO_TARGET_DIR` or a configuration puts it.
    pub target: PathBuf,
}

impl Place {
    /// Asks cargo, so that the answer is the one cargo itself acts on.
    pub fn find() -> Result<Self> {
        let output = Command::new(cargo_program())
            .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .context("cannot run cargo metadata")?;
        ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let path = |name: &str| metadata[name].as_str().map(PathBuf::from).with_context(|| format!("no {name}"));
        Ok(Self { root: path("workspace_root")?, target: path("target_directory")? })
    }

    /// What the server serves: hashed files in `pkg`, public files, `manifest.json`.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The build's own intermediate files and its cache.
    pub fn work(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A program that `npm ci` brought.
    pub fn node_bin(&self, name: &str) -> Result<PathBuf> {
        let path = self.root.join("node_modules/.bin").join(name);
        ensure!(path.exists(), "{name} is missing: run `npm ci` (or `make build`, which does)");
        Ok(path)
    }

    /// The server's binary of a cargo profile.
    pub fn server(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join("domovoy")
    }
}

/// The cargo that runs us, or the one on `PATH`.
pub fn cargo_program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
