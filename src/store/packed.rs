//! Archives as offices send them: 报送.zip with a folder a unit, a file a unit, or archives of units again. A file in one
//! is named by the archive, two slashes, and its name in there (`报送.zip//民政局/年报.docx`); under that name it is read
//! as any other file is. Nothing is unpacked to the disk; what unpacks to more than a county hands in is refused.

use super::disk::Disk;
use super::error::StoreError;
use super::{MOST_BYTES, path_text};
use crate::format::{self, Format, INTO};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::ZipArchive;

/// What archives that are looked into are called.
pub const FORMAT: Format = Format { name: "压缩包", extensions: &["zip"] };

/// Largest archive.
const MOST_PACKED: u64 = 256 << 20;
/// Most that all of it may unpack to.
const MOST_UNPACKED: u64 = 1 << 30;
/// Most files in it, those of archives in it among them.
const MOST_FILES: usize = 10_000;
/// Archives in archives: 报送.zip, 民政局.zip, 附件.zip.
const DEEPEST: usize = 3;

type Zip = ZipArchive<Cursor<Arc<[u8]>>>;

/// An archive that was opened.
pub struct Archive {
    zip: Zip,
    all: PackedNames,
}

/// What is in it, by name from without.
#[derive(Default)]
struct PackedNames {
    /// The place in the archive, and in those within.
    files: BTreeMap<PathBuf, Vec<usize>>,
    /// Names that another file in it has too, and archives with such: only one of them is found.
    twins: Vec<PathBuf>,
    unpacked: u64,
}

/// The file on the disk, an archive or a workbook, and the name in it of what is named so; nothing of a file that lies on
/// the disk itself.
pub fn parts(path: &Path) -> Option<(PathBuf, String)> {
    let text = path_text::text(path)?;
    let is_outer = |file: &str| FORMAT.names(Path::new(file)) || format::is_workbook(file);
    let mut all = text.match_indices(INTO).map(|(at, _)| at);
    let at = all.find(|at| text.get(..*at).is_some_and(is_outer))?;
    let name = path_text::path(text.get(at.saturating_add(INTO.len())..)?)?;
    Some((path_text::path(text.get(..at)?)?, name.to_string_lossy().replace('\\', "/")))
}

/// The workbook, on the disk or in an archive, and the sheet of it that is named so.
pub fn sheet(path: &Path) -> Option<(PathBuf, String)> {
    let text = path_text::text(path)?;
    let (book, sheet) = format::sheet(&text)?;
    Some((path_text::path(book)?, path_text::path(sheet)?.to_string_lossy().into_owned()))
}

/// What is called `name` in the archive, as it is named from without.
pub fn within(archive: &Path, name: &str) -> PathBuf {
    let mut path = archive.as_os_str().to_os_string();
    path.push(INTO);
    path.push(name);
    path.into()
}

/// Reads what is named so from within its archive.
pub fn read(disk: &dyn Disk, archive: &Path, path: &Path) -> Result<Vec<u8>, StoreError> {
    Archive::open(disk, archive)?.read(path)
}

impl Archive {
    pub fn open(disk: &dyn Disk, path: &Path) -> Result<Archive, StoreError> {
        let bytes = disk.read(path, MOST_PACKED).map_err(|e| StoreError::reading(path, &e))?;
        if bytes.len() as u64 > MOST_PACKED {
            return Err(refused("压缩包超过256 MB", path));
        }
        let zip = opened(bytes, path)?;
        let mut all = PackedNames::default();
        all.gather(&zip, path, &[])?;
        Ok(Archive { zip, all })
    }

    /// All files in it, and in archives in it.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.all.files.keys()
    }

    /// Names that another file in it has too, and archives with such: only one of them is found.
    pub fn twins(&self) -> &[PathBuf] {
        &self.all.twins
    }

    /// What stands in the file that is named so.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let way = self.all.files.get(path).map(Vec::as_slice);
        let Some([outer @ .., last]) = way else { return Err(StoreError::NotFound { path: path.into() }) };
        let mut zip = self.zip.clone();
        for at in outer {
            zip = opened(unpacked(&zip, *at, MOST_PACKED, path)?, path)?;
        }
        let bytes = unpacked(&zip, *last, MOST_BYTES, path)?;
        if bytes.is_empty() { Err(StoreError::Empty { path: path.into() }) } else { Ok(bytes) }
    }
}

impl PackedNames {
    fn gather(&mut self, zip: &Zip, named: &Path, way: &[usize]) -> Result<(), StoreError> {
        if zip.has_duplicate_names() {
            self.twins.push(named.into());
        }
        for at in 0..zip.len() {
            let Ok(entry) = zip.by_index_data(at) else { continue };
            let Some(name) = name(entry.name_raw()).filter(|_| entry.is_file()) else { continue };
            let path = within(named, &name);
            let own: Vec<usize> = way.iter().copied().chain([at]).collect();
            self.unpacked = self.unpacked.saturating_add(entry.size());
            if self.unpacked > MOST_UNPACKED || self.files.len() >= MOST_FILES {
                return Err(refused("压缩包解开以后太大", named));
            }
            if FORMAT.names(Path::new(&name)) && own.len() < DEEPEST {
                // One that can't be opened stays a file that is no report.
                if let Ok(inner) = unpacked(zip, at, MOST_PACKED, &path).and_then(|b| opened(b, &path)) {
                    self.gather(&inner, &path, &own)?;
                    continue;
                }
            }
            match self.files.entry(path) {
                Entry::Vacant(e) => drop(e.insert(own)),
                Entry::Occupied(e) => self.twins.push(e.key().clone()),
            }
        }
        Ok(())
    }
}

/// The name of a file as it is written here: without ways out of the archive, in the signs that its maker meant.
fn name(raw: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(raw) {
        Ok(t) => t.to_string(),
        // Windows packs in the signs of its own language and doesn't say so.
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    let text = text.replace('\\', "/");
    let plain = |part: &str| part.chars().filter(|c| !c.is_control()).collect::<String>();
    let parts = text.split('/').map(plain).filter(|p| !p.is_empty() && p != "." && p != "..");
    Some(parts.collect::<Vec<_>>().join("/")).filter(|n| !n.is_empty())
}

fn opened(bytes: Vec<u8>, path: &Path) -> Result<Zip, StoreError> {
    // Each takes memory before anything is known of it; those of documents packed without loss of size count too.
    let most = MOST_FILES.saturating_mul(20);
    if bytes.windows(4).filter(|w| w == b"PK\x01\x02").take(most.saturating_add(1)).count() > most {
        return Err(refused("压缩包里的文件太多", path));
    }
    let zip = ZipArchive::new(Cursor::new(bytes.into()));
    zip.map_err(|_| refused("压缩包已损坏，或者不是 zip", path))
}

/// What stands in a file of an archive, no more than it says of itself, and no more than `most`.
fn unpacked(zip: &Zip, at: usize, most: u64, path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut zip = zip.clone();
    let damaged = || refused("压缩包里的这个文件已损坏", path);
    let entry = zip.by_index_data(at).map_err(|_| damaged())?;
    let (size, locked) = (entry.size(), entry.encrypted());
    if locked {
        return Err(refused("压缩包有密码", path));
    }
    if size > most {
        return Err(StoreError::TooLarge { path: path.into() });
    }
    let file = zip.by_index(at).map_err(|_| damaged())?;
    let mut bytes = Vec::new();
    file.take(size.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 > size { Err(damaged()) } else { Ok(bytes) }
}

fn refused(what: &'static str, path: &Path) -> StoreError {
    StoreError::Packed { what, path: path.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_file_s_name_leads_back_to_archive_and_file_and_others_have_none() {
        for (archive, name) in [("/盘/报送.zip", "民政局/年报.docx"), ("报送.ZIP", "a//b.zip//100%.docx")]
        {
            let path = within(Path::new(archive), name);
            assert_eq!(parts(&path), Some((PathBuf::from(archive), name.to_string())));
        }
        let sheet_of = |path: &str| sheet(Path::new(path)).map(|(book, s)| (book.display().to_string(), s));
        for (book, name) in [("/盘/各单位.xlsx", "水利局"), ("报送.zip//各单位.XLS", "1.100%")] {
            let path = within(Path::new(book), name);
            assert_eq!(sheet_of(&path.display().to_string()), Some((book.into(), name.into())));
            assert!(parts(&path).is_some());
        }
        assert_eq!(sheet_of("/盘/报送.zip//水利局"), None);
        for plain in ["/盘/报送.zip", "//服务器/盘/报送.docx", "/盘//报送.docx", ""] {
            assert_eq!(parts(Path::new(plain)), None, "{plain}");
        }
    }

    #[test]
    fn names_stay_in_the_archive_and_are_read_as_their_maker_wrote_them() {
        let (gbk, ..) = encoding_rs::GBK.encode("联通局/年报.docx");
        assert_eq!(name(&gbk).as_deref(), Some("联通局/年报.docx"));
        assert_eq!(name("民政局/年报.docx".as_bytes()).as_deref(), Some("民政局/年报.docx"));
        assert_eq!(name(b"..\\..\\C:\\a\n.docx").as_deref(), Some("C:/a.docx"));
        assert_eq!(name(b"../"), None);
    }
}
