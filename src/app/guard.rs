//! A part of the program that goes wrong by a mistake of its own becomes a sentence, and the rest goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does `work`, which is called `what` in the sentence: 导出.
pub fn guarded<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, String> {
    // What a panic left half done is dropped with it: the work only makes new things.
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| format!("{what}时程序自己出了错，没有做成；报告没有改动，别的都照常可用"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence() {
        assert_eq!(guarded("导出", || 1), Ok(1));
        let e = guarded("导出", || -> u8 { panic!("words of the document") }).expect_err("failed");
        assert!(e.contains("导出") && !e.contains("words"), "{e}");
    }
}
