//! How a command that runs but a moment has its memory from the system.

/// glibc hands freed memory back and asks for it anew, page by page: half of the time that a face takes to be reduced.
/// Once a piece as large as this was freed, it keeps as much; the next such piece is of what it keeps. All that is asked
/// for then comes out of that, in large pages where the system has any: a thousand small ones take a tenth of the time
/// of an export.
pub fn keep_what_is_freed() {
    const PIECE: usize = 24 << 20;
    let piece = || {
        let mut piece: Vec<u8> = Vec::new();
        // Where there is not so much, all goes on as before.
        let _ = piece.try_reserve_exact(PIECE);
        std::hint::black_box(piece)
    };
    drop(piece());
    in_large_pages(&mut piece());
}

/// Asks for large pages for a piece of memory; where there are none, nothing changes.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn in_large_pages(piece: &mut Vec<u8>) {
    /// The largest that a small page is.
    const PAGE: usize = 64 << 10;
    let room = piece.spare_capacity_mut();
    let before = room.as_ptr().align_offset(PAGE);
    let Some(room) = room.get_mut(before..) else { return };
    // SAFETY: the advice is of memory that is this piece's, and changes nothing that is in it.
    unsafe { libc::madvise(room.as_mut_ptr().cast(), room.len(), libc::MADV_HUGEPAGE) };
}

#[cfg(not(target_os = "linux"))]
fn in_large_pages(_: &mut Vec<u8>) {}
