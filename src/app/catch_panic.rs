//! A part of the program that goes wrong by a mistake of its own becomes a sentence, and the rest goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A part of the program went wrong; `what` it was doing: 导出.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}时程序自己出了错，没有做成；报告没有改动，别的都照常可用")]
pub struct WentWrong {
    what: &'static str,
}

/// Does `work`, which is called `what` in the sentence.
pub fn guarded<T>(what: &'static str, work: impl FnOnce() -> T) -> Result<T, WentWrong> {
    // What a panic left half done is dropped with it: the work only makes new things.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| WentWrong { what })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence() {
        assert_eq!(guarded("导出", || 1), Ok(1));
        let e =
            guarded("导出", || -> u8 { panic!("words of the document") }).expect_err("failed").to_string();
        assert!(e.contains("导出") && !e.contains("words"), "{e}");
    }
}
