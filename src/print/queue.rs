//! The printers of this machine and how they stand, as CUPS tells it.

use super::{ProgramEnd, Programs};
use std::ffi::OsString;
use std::time::{Duration, Instant};

/// The printers of this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printers {
    pub names: Vec<String>,
    pub default: Option<String>,
}

/// A machine's printers are asked for no longer than this.
const PATIENCE: Duration = Duration::from_secs(8);

/// What `lpstat` says; nothing where it says nothing in time.
fn ask(programs: &dyn Programs, args: &[&str], stopped: &dyn Fn() -> bool) -> String {
    let begun = Instant::now();
    let enough = || stopped() || begun.elapsed() > PATIENCE;
    let args: Vec<OsString> = args.iter().map(OsString::from).collect();
    match programs.run("lpstat", &args, &enough) {
        Ok(said) if said.well => said.out,
        _ => String::new(),
    }
}

/// Asks for the printers; none where CUPS doesn't tell.
pub(super) fn printers(programs: &dyn Programs, stopped: &dyn Fn() -> bool) -> Printers {
    let names = ask(programs, &["-e"], stopped);
    let names: Vec<String> =
        names.lines().map(str::trim).filter(|l| !l.is_empty()).map(String::from).collect();
    // “system default destination: Name” in whatever language; behind the last colon stands the name.
    let default = ask(programs, &["-d"], stopped);
    let default =
        default.lines().next().and_then(|l| l.rsplit([':', '：']).next().map(str::trim).map(String::from));
    let default = default.filter(|d| names.contains(d));
    Printers { names, default }
}

/// Whether the system says that no program shows a PDF; its opener ends well all the same.
pub(super) fn has_no_viewer(programs: &dyn Programs, stopped: &dyn Fn() -> bool) -> bool {
    let begun = Instant::now();
    let enough = || stopped() || begun.elapsed() > PATIENCE;
    let args = ["query", "default", "application/pdf"].map(OsString::from);
    programs.run("xdg-mime", &args, &enough).is_ok_and(|said| said.well && said.out.trim().is_empty())
}

/// Why a printer prints nothing at present though it takes jobs: 暂停了（缺纸）; `None` where it prints.
pub(super) fn held_up(programs: &dyn Programs, name: &str, stopped: &dyn Fn() -> bool) -> Option<String> {
    // “printer 打印室 disabled since … -”, and on the next line why.
    let said = ask(programs, &["-p", name], stopped);
    let mut lines = said.lines();
    let stands = lines.next()?.replacen(name, "", 1);
    if !["disabled", "禁用", "停用"].iter().any(|w| stands.contains(w)) {
        return None;
    }
    let why = lines.next().map(str::trim).filter(|w| !w.is_empty() && !w.contains("unknown"));
    Some(why.map_or("暂停了".into(), |w| format!("暂停了（{w}）")))
}

pub(super) const GONE: &str = "系统里没有这台打印机了，请换一台";
pub(super) const NO_SERVICE: &str = "打印服务没有运行，请重新启动电脑再试，或者请管理员看看";
pub(super) const NO_DEFAULT: &str = "没有设置默认打印机，请选一台打印机";
pub(super) const NO_REASON: &str = "打印程序没有说明原因，请检查打印机";

/// What a refused job means, in words; `none` says whether there is no printer at all.
pub(super) fn refusal(said: &ProgramEnd, none: impl FnOnce() -> bool) -> String {
    let words = said.err.trim();
    let known = |all: &[&str]| all.iter().any(|w| words.to_lowercase().contains(w));
    if known(&["not accepting", "不接受", "拒绝"]) {
        "这台打印机现在不接受任务，请换一台，或者请管理员恢复它".into()
    } else if known(&["scheduler", "unable to connect", "bad file descriptor", "无法连接"]) {
        NO_SERVICE.into()
    } else if known(&["no default destination", "默认"]) {
        match none() {
            true => "没有打印机，或者打印服务没有运行".into(),
            false => NO_DEFAULT.into(),
        }
    } else if known(&["does not exist", "unknown destination"]) {
        GONE.into()
    } else if words.is_empty() {
        NO_REASON.into()
    } else {
        format!("系统说：{words}")
    }
}
