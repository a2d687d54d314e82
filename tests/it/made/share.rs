//! A share that stops answering when a test says so, and answers again when it says so.

use super::disk::Watched;
use gongkai::store::Disk;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};

/// Whether the share answers.
#[derive(Clone, Default)]
pub struct Share(Arc<(Mutex<bool>, Condvar)>);

impl Share {
    /// The real disk, of which everything below a folder is on the share.
    pub fn at(below: &Path) -> (Share, Arc<dyn Disk>) {
        std::fs::create_dir_all(below).expect("made");
        let (share, below) = (Share::default(), below.to_path_buf());
        let asked = share.clone();
        let disk = Watched(move |_, path: &Path| {
            if path.starts_with(&below) {
                asked.wait();
            }
            Ok(())
        });
        (share, Arc::new(disk))
    }
    /// Nothing on it is answered from now on.
    pub fn dies(&self) {
        *self.0.0.lock().expect("no panic") = true;
    }
    /// What waits is answered, and everything after it.
    pub fn answers(&self) {
        *self.0.0.lock().expect("no panic") = false;
        self.0.1.notify_all();
    }
    fn wait(&self) {
        let dead = self.0.0.lock().expect("no panic");
        drop(self.0.1.wait_while(dead, |dead| *dead).expect("no panic"));
    }
}
