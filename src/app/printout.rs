//! A report made into a PDF of the program's own and handed to the printer.

use super::desk::Faces;
use super::exporting::{self, SendError};
use super::left_behind;
use super::put_aside::OwnWork;
use crate::print::{self, Choices, PrintError, Printout, Programs};
use crate::report::Report;
use crate::store::disk::{Access, folder_of};
use crate::store::{Disk, StoreError};
use std::path::PathBuf;
use std::sync::Arc;

/// Why nothing was printed.
#[derive(Clone, Debug, thiserror::Error)]
pub(super) enum PrintoutError {
    #[error(transparent)]
    Made(#[from] SendError),
    #[error(transparent)]
    Printed(#[from] PrintError),
}

/// All that it takes, for a thread of its own.
pub(super) struct PrintingOut {
    pub disk: Arc<dyn Disk>,
    pub programs: Arc<dyn Programs>,
    pub faces: Faces,
    /// The program's folder, where the PDF stands.
    pub data: PathBuf,
}

impl PrintingOut {
    /// Prints it; what is to be said of it.
    pub fn print(
        &self,
        report: &Report,
        choices: &Choices,
        stopped: &dyn Fn() -> bool,
    ) -> Result<String, PrintoutError> {
        /// No report that may be held makes a longer file.
        const MOST: u64 = 1 << 30;
        let (disk, path) = (&*self.disk, &left_behind::printout(&self.data));
        let (own, folder) = (OwnWork { disk, data: &self.data, made: &[] }, folder_of(path));
        let choices = Choices { title: report.title_line(), ..choices.clone() };
        let send = || {
            disk.make_folder(folder, Access::Private).map_err(|e| StoreError::writing(folder, &e))?;
            // A backup of the last printout would be of no use to anybody.
            left_behind::forget_printout(disk, path);
            exporting::send(&own, report, path, &*self.faces, stopped)
        };
        let read = || disk.read(path, MOST);
        let printout = Printout { path, read: &read };
        match send() {
            Err(_) if stopped() => Err(PrintError::CalledOff.into()),
            Err(e) => Err(e.into()),
            Ok(sent) => print::print(&*self.programs, &printout, &choices, stopped)
                .map(|said| std::iter::once(said).chain(sent.words()).collect::<String>())
                .map_err(PrintoutError::from),
        }
    }
}
