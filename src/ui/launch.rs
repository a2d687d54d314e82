//! Opening the window; and where there is none, or it goes by itself, saying why: on stderr and, since after a
//! double click nobody reads that, in a box of the system's.

use super::app::App;
use super::file_dialogs::{self, Native};
use super::{renderer, theme};
use crate::app::guard::guarded;
use crate::app::session::Session;
use crate::store::{RealDisk, folders};
use eframe::{Error, Renderer};
use std::cell::Cell;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// The end of what is said where no window can be opened.
const WITHOUT: &str = "不用窗口也可以用命令行 gongkai import、check、export 编制和导出报告";
/// What is said of a window that went.
const LOST: &str = "窗口关掉了：和显示器的连接断了。如果有没有保存的修改，再打开程序时会问要不要恢复";
const BROKEN: &str = "窗口关掉了：程序自己出了错。如果有没有保存的修改，再打开程序时会问要不要恢复";

/// Opens the window and stays until it is closed; the exit status.
pub fn run(file: Option<PathBuf>) -> u8 {
    let Err(sentence) = stay(file) else { return 0 };
    if let Err(e) = writeln!(std::io::stderr(), "{sentence}") {
        log::debug!("not said: {e}");
    }
    file_dialogs::tell(&sentence);
    2
}

fn stay(file: Option<PathBuf>) -> Result<(), String> {
    let cannot = |why: &str| format!("打不开窗口：{why}；{WITHOUT}");
    #[cfg(target_os = "linux")]
    if let Some(why) = crate::app::libraries::lacking() {
        return Err(cannot(&why));
    }
    let was_open = Rc::new(Cell::new(false));
    for renderer in [Renderer::Glow, Renderer::Wgpu] {
        let ended = guarded("打开窗口", || open(renderer, file.clone(), was_open.clone()));
        if let Ok(Ok(())) = ended {
            return Ok(());
        }
        if was_open.get() {
            return Err(if ended.is_ok() { LOST } else { BROKEN }.into());
        }
        match ended {
            Err(_) => return Err(cannot("程序自己出了错")),
            Ok(Err(Error::Winit(e))) => return Err(unreachable_display(&cannot, &e)),
            Ok(Err(Error::WinitEventLoop(e))) => return Err(unreachable_display(&cannot, &e)),
            // The other renderer may do.
            Ok(ended) => log::warn!("{renderer}: {ended:?}"),
        }
    }
    let drawing = if cfg!(windows) {
        "OpenGL 和 Direct3D 12 都不能用，请更新显卡驱动"
    } else {
        "OpenGL 和 Vulkan 都不能用，请让管理员安装显卡驱动，或者软件包 libgl1-mesa-dri"
    };
    Err(cannot(drawing))
}

fn unreachable_display(cannot: &dyn Fn(&str) -> String, e: &dyn std::fmt::Display) -> String {
    log::warn!("{e}");
    cannot("连不上显示器，请看看登录的桌面还在不在")
}

/// `was_open` says afterwards whether there was a window at all.
fn open(renderer: Renderer, file: Option<PathBuf>, was_open: Rc<Cell<bool>>) -> eframe::Result {
    let tidy = || crate::app::left_behind::tidy(&RealDisk, &folders::data());
    if let Err(e) = std::thread::Builder::new().name("tidy".into()).spawn(tidy) {
        log::warn!("no thread: {e}");
    }
    let session = Session::new(Arc::new(RealDisk), folders::data(), crate::app::today());
    let size = session.settings().window;
    let options = eframe::NativeOptions {
        renderer,
        viewport: egui::ViewportBuilder::default()
            .with_title("公开年报")
            .with_app_id("gongkai")
            .with_inner_size([size.0, size.1])
            .with_min_inner_size([900.0, 520.0])
            .with_drag_and_drop(true),
        // There are no shades of colour that it would smooth.
        dithering: false,
        ..Default::default()
    };
    let make = move |cc: &eframe::CreationContext<'_>| {
        was_open.set(true);
        theme::spare(renderer::is_software(cc));
        let app = App::new(&cc.egui_ctx, session, Box::new(Native), file);
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("gongkai", options, Box::new(make))
}
