//! Settings kept on a thread: who changes them waits for no disk. What is kept is the change, not the state: another
//! window may have kept something else since this one began.

use super::settings::Settings;
use super::{Disk, StoreError};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What is changed of the settings.
pub type SettingsChange = Box<dyn Fn(&mut Settings) + Send>;

/// See the module.
#[derive(Clone, Default)]
pub struct Keeper {
    shared: Arc<(Mutex<SettingsWish>, Condvar)>,
}

#[derive(Default)]
struct SettingsWish {
    /// Not kept yet.
    changes: Vec<SettingsChange>,
    /// How they are in this window, for where nothing that can be read is kept.
    settings: Option<Settings>,
    /// They are being written.
    busy: bool,
}

impl Keeper {
    /// A change that is kept with the next.
    pub fn note(&self, change: SettingsChange) {
        self.wish().changes.push(change);
    }
    /// Remembers in `data` what was changed, `settings` as they are now; a failure costs nothing but the memory.
    pub fn keep(&self, disk: &Arc<dyn Disk>, data: &Path, settings: Settings) {
        let mut wish = self.wish();
        wish.settings = Some(settings);
        if std::mem::replace(&mut wish.busy, true) {
            return;
        }
        let (own, disk, data) = (self.clone(), disk.clone(), data.to_path_buf());
        let run = move || {
            while let Some((changes, ours)) = own.next() {
                if let Err(why) = add(&*disk, &data, &changes, ours) {
                    log::warn!("settings not saved: {why}");
                    // With the next.
                    own.wish().changes.splice(..0, changes);
                }
            }
        };
        if let Err(e) = std::thread::Builder::new().name("settings".into()).spawn(run) {
            log::warn!("no thread: {e}");
            wish.busy = false;
        }
    }
    /// Waits until they are written, but no longer than `most`.
    pub fn flush(&self, most: Duration) {
        let wait = self.shared.1.wait_timeout_while(self.wish(), most, |w| w.busy);
        drop(wait.unwrap_or_else(PoisonError::into_inner));
    }
    fn next(&self) -> Option<(Vec<SettingsChange>, Settings)> {
        let mut wish = self.wish();
        let next = wish.settings.take();
        wish.busy = next.is_some();
        self.shared.1.notify_all();
        next.map(|settings| (std::mem::take(&mut wish.changes), settings))
    }
    fn wish(&self) -> MutexGuard<'_, SettingsWish> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the changes to what is kept; where nothing is, `ours` are kept. What cannot be read now is not written over.
fn add(disk: &dyn Disk, data: &Path, changes: &[SettingsChange], ours: Settings) -> Result<(), StoreError> {
    let changed = Settings::kept(disk, data)?.map(|mut kept| {
        changes.iter().for_each(|change| change(&mut kept));
        kept
    });
    changed.unwrap_or(ours).save(disk, data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::StyleSet;
    use crate::store::RealDisk;
    use crate::store::disk::FaultyDisk;

    fn change(
        own: &mut Settings,
        keeper: &Keeper,
        data: &Path,
        what: impl Fn(&mut Settings) + Send + 'static,
    ) {
        what(own);
        keeper.note(Box::new(what));
        keeper.keep(&(Arc::new(RealDisk) as Arc<dyn Disk>), data, own.clone());
        keeper.flush(Duration::from_secs(20));
    }

    #[test]
    fn settings_that_cannot_be_read_just_now_are_not_written_over() {
        let data = tempfile::tempdir().expect("a folder");
        let set = StyleSet::default();
        change(&mut Settings::default(), &Keeper::default(), data.path(), move |s| s.keep_style(set.clone()));
        let (own, busy) = (Keeper::default(), std::io::ErrorKind::PermissionDenied);
        let disk: Arc<dyn Disk> = Arc::new(FaultyDisk::calls_of("read", 1..2, busy));
        for zoom in [110, 130] {
            own.note(Box::new(move |s| s.zoom = zoom));
            own.keep(&disk, data.path(), Settings::default());
            own.flush(Duration::from_secs(20));
            let kept = Settings::load(&RealDisk, data.path()).0;
            let then = if zoom == 110 { Settings::default().zoom } else { zoom };
            assert_eq!((kept.styles.len(), kept.zoom), (1, then));
        }
    }

    #[test]
    fn what_one_window_kept_is_not_lost_with_what_another_keeps_later() {
        let data = tempfile::tempdir().expect("a folder");
        let (a, b) = (Keeper::default(), Keeper::default());
        let (mut of_a, mut of_b) = (Settings::default(), Settings::default());
        change(&mut of_a, &a, data.path(), |s| s.zoom = 120);
        let set = StyleSet::default();
        change(&mut of_a, &a, data.path(), move |s| s.keep_style(set.clone()));
        change(&mut of_b, &b, data.path(), |s| s.word_limit = 900);
        let kept = Settings::load(&RealDisk, data.path()).0;
        assert_eq!((kept.zoom, kept.word_limit, kept.styles.len()), (120, 900, 1));
    }
}
