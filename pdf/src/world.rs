//! What a template sees: itself, its data, the fonts. Nothing else of the machine.

use std::path::PathBuf;

use anyhow::anyhow;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

/// The fonts and the standard library, made once.
pub struct Fonts {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    pub fn load() -> Self {
        let files: [&'static [u8]; 2] = [include_bytes!("../fonts/PTS55F.ttf"), include_bytes!("../fonts/PTS75F.ttf")];
        let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Self { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
}

impl Fonts {
    /// Has each font the letter?
    pub fn has(&self, letter: char) -> bool {
        self.fonts.iter().all(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

/// One document to be drawn.
pub struct Leaf {
    fonts: &'static Fonts,
    main: Source,
    base: Source,
    data: (FileId, Bytes),
}

impl Leaf {
    pub fn new(fonts: &'static Fonts, template: &str, data: Vec<u8>) -> anyhow::Result<Self> {
        let main = Source::new(file("main.typ")?, template.to_owned());
        let base = Source::new(file("base.typ")?, include_str!("../templates/base.typ").to_owned());
        Ok(Self { fonts, main, base, data: (file("data.json")?, Bytes::new(data)) })
    }
}

fn file(name: &str) -> anyhow::Result<FileId> {
    let path = VirtualPath::new(name).map_err(|_| anyhow!("not a name of a file: {name}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Leaf {
    fn library(&self) -> &LazyHash<Library> {
        &self.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = [&self.main, &self.base].into_iter().find(|source| source.id() == id);
        known.cloned().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match &self.data {
            (known, bytes) if *known == id => Ok(bytes.clone()),
            _ => Err(FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
