//! Handing a PDF to the system: to the printer, or to a viewer. The only place that starts other programs.

use std::path::Path;
use std::process::Command;

/// Opens a file with the system's program for it.
pub fn open(path: &Path) -> Result<(), String> {
    open::that_detached(path).map_err(|_| {
        format!("没有能打开这个文件的程序，文件已经生成；请从文件夹里打开它：{}", path.display())
    })
}

/// Prints a PDF: `lp` where there is one, the shell's print verb on Windows, else the viewer. Says what was done.
pub fn print(path: &Path) -> Result<String, String> {
    let viewer = || open(path).map(|()| "已用阅读器打开，请在阅读器里打印。".to_string());
    let mut command = if cfg!(windows) {
        let mut c = Command::new("powershell");
        c.args(["-NoProfile", "-Command", "Start-Process -Verb Print -LiteralPath $args[0]"]).arg(path);
        c
    } else {
        let mut c = Command::new("lp");
        c.args(["-o", "media=A4", "--"]).arg(path);
        c
    };
    match command.output() {
        Ok(o) if o.status.success() => Ok("已送到默认打印机。".into()),
        Ok(o) if cfg!(unix) => {
            let said = String::from_utf8_lossy(&o.stderr);
            Err(format!("打印机没有接受（{}），请检查打印机，或导出PDF后打印", said.trim()))
        }
        _ => viewer(),
    }
}
