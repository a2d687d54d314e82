//! Access rights, owner and attributes of a file that takes another one's place: POSIX lists of rights and what else
//! stands in extended attributes, labels of a safety system too where that allows it.

use std::ffi::OsStr;
use std::fs::{Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

/// The list of rights beside the nine bits.
const ACL: &str = "system.posix_acl_access";

/// See `Disk::keep_access`.
pub(super) fn keep(from: &Path, to: &Path) -> io::Result<()> {
    let (wanted, has) = (std::fs::metadata(from)?, std::fs::metadata(to)?);
    let (owner, group_kept) = keep_owner(&wanted, &has, to);
    let mode = wanted.mode() & 0o777;
    // What the group of `from` may, another group may not.
    let mode = if group_kept { mode } else { mode & !0o070 };
    std::fs::set_permissions(to, Permissions::from_mode(mode))?;
    owner?;
    keep_attributes(from, to)
}

fn keep_owner(wanted: &Metadata, has: &Metadata, to: &Path) -> (io::Result<()>, bool) {
    let group = (wanted.gid() != has.gid()).then_some(wanted.gid());
    let of_group = group.map_or(Ok(()), |g| chown(to, None, Some(g)));
    let kept = of_group.is_ok();
    let user = (wanted.uid() != has.uid()).then_some(wanted.uid());
    (of_group.and_then(|()| user.map_or(Ok(()), |u| chown(to, Some(u), None))), kept)
}

fn keep_attributes(from: &Path, to: &Path) -> io::Result<()> {
    let names: Vec<_> = match xattr::list(from) {
        Ok(names) => names.collect(),
        // No such thing on this disk.
        Err(e) if e.kind() == io::ErrorKind::Unsupported => return Ok(()),
        Err(e) => return Err(e),
    };
    // What the folder gives every new file is not what this one has.
    if !names.iter().any(|n| n == ACL) && xattr::get(to, ACL).is_ok_and(|list| list.is_some()) {
        xattr::remove(to, ACL)?;
    }
    for name in &names {
        let Some(value) = xattr::get(from, name)? else { continue };
        if xattr::get(to, name).is_ok_and(|has| has.as_ref() == Some(&value)) {
            continue;
        }
        match xattr::set(to, name, &value) {
            Err(e) if is_the_systems(name) => log::debug!("{}: {e}", name.display()),
            done => done?,
        }
    }
    Ok(())
}

/// Labels that the system gives itself; who may read it, and what people noted, is not among them.
fn is_the_systems(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    !name.starts_with(b"user.") && !name.ends_with(b"acl") && !name.ends_with(ACL.as_bytes())
}
