//! N102: a result, or a group of results, as a sentence states it, differs from the table.

use super::judge;
use crate::checks::{Check, Context, Finding, Level, Reads};

pub const CHECK: Check = Check {
    code: "N102",
    title: "文中办理结果与表不符",
    level: Level::Warning,
    why: "予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的数量，文字应与表三一致；一组里有几行的，按各行之和。数不同也可能是范围或算法不同，所以是提醒。",
    how: "核对台账，把写错的一处改过来。",
    reads: &[Reads::Text, Reads::Cells, Reads::Facts],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    judge::numbers(cx, &CHECK, out);
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use crate::checks::tests::{check_finds, check_silent};

    #[test]
    fn groups_are_the_sum_of_their_rows() {
        let cells = [
            ("requests.received/natural", "12"),
            ("requests.done.granted/natural", "5"),
            ("requests.done.partly_granted/natural", "1"),
            ("requests.done.refused.internal/natural", "2"),
            ("requests.done.refused.third_party/natural", "4"),
        ];
        let says = |s: &str| says(s, &cells);
        check_silent("N102", &says("收到申请12件，其中予以公开5件、部分公开1件、不予公开6件。"));
        check_silent("N102", &says("收到申请12件，予以公开及部分公开6件，均按时答复。"));
        let r = says("收到申请12件，其中予以公开5件、不予公开8件，其余均已答复。");
        check_finds("N102", &r, "“不予公开”写的是 8，表中为 6，差 2");
        check_words("N102", &r, "收到申请12件，其中予以公开5件、不予公开6件，其余均已答复。");
    }
}
