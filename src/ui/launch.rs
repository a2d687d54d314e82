//! Opening the window; and where there is none, or it goes by itself, saying why: on stderr and, since after a
//! double click nobody reads that, in a box of the system's.

use super::app::App;
use super::file_dialogs::{self, Native};
use super::{renderer, theme};
use crate::app::called;
use crate::app::catch_panic::guarded;
use crate::app::session::Session;
use crate::store::{RealDisk, folders};
use eframe::{Error, Renderer};
use std::cell::Cell;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// Why there is no window, or none any more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum NoWindow {
    #[error("打不开窗口：{0}；不用窗口也可以用命令行 gongkai import、check、export 编制和导出报告")]
    NotOpened(Cannot),
    #[error("窗口关掉了：和显示器的连接断了。如果有还没保存的修改，再打开程序时会问要不要恢复")]
    Lost,
    #[error("窗口关掉了：程序自己出了错。如果有还没保存的修改，再打开程序时会问要不要恢复")]
    Broken,
}

/// Why a window can't be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum Cannot {
    /// What the system lacks.
    #[cfg(target_os = "linux")]
    #[error("{0}")]
    Lacking(String),
    #[error("程序自己出了错")]
    WentWrong,
    #[error("连不上显示器，请看看登录的桌面还在不在")]
    NoDisplay,
    #[cfg(windows)]
    #[error("OpenGL 和 Direct3D 12 都不能用，请更新显卡驱动")]
    NoDrawing,
    #[cfg(not(windows))]
    #[error("OpenGL 和 Vulkan 都不能用，请让管理员安装显卡驱动，或者软件包 libgl1-mesa-dri")]
    NoDrawing,
}

/// Opens the window and stays until it is closed; the exit status.
pub fn run(file: Option<PathBuf>) -> u8 {
    let Err(why) = stay(file) else { return 0 };
    let sentence = why.to_string();
    if let Err(e) = writeln!(std::io::stderr(), "{sentence}") {
        log::debug!("not said: {e}");
    }
    file_dialogs::tell(&sentence);
    2
}

fn stay(file: Option<PathBuf>) -> Result<(), NoWindow> {
    #[cfg(target_os = "linux")]
    if let Some(why) = crate::app::libraries::lacking() {
        return Err(NoWindow::NotOpened(Cannot::Lacking(why)));
    }
    if let Some(file) = &file
        && called::is_shown_elsewhere(Arc::new(RealDisk), folders::data(), file.clone())
    {
        return Ok(());
    }
    let was_open = Rc::new(Cell::new(false));
    for renderer in [Renderer::Glow, Renderer::Wgpu] {
        let ended = guarded("打开窗口", || open(renderer, file.clone(), was_open.clone()));
        if let Ok(Ok(())) = ended {
            return Ok(());
        }
        if was_open.get() {
            return Err(if ended.is_ok() { NoWindow::Lost } else { NoWindow::Broken });
        }
        match ended {
            Err(_) => return Err(NoWindow::NotOpened(Cannot::WentWrong)),
            Ok(Err(e @ (Error::Winit(_) | Error::WinitEventLoop(_)))) => {
                log::warn!("{e}");
                return Err(NoWindow::NotOpened(Cannot::NoDisplay));
            }
            // The other renderer may do.
            Ok(ended) => log::warn!("{renderer}: {ended:?}"),
        }
    }
    Err(NoWindow::NotOpened(Cannot::NoDrawing))
}

/// In the title bar and where the desktop lists its windows.
fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icon/gongkai.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
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
            // A screen of 800 × 600 has room for it, with its frame and the panel of the desktop.
            .with_min_inner_size([640.0, 400.0])
            .with_clamp_size_to_monitor_size(true)
            .with_icon(icon())
            .with_drag_and_drop(true),
        // There are no shades of colour that it would smooth.
        dithering: false,
        ..Default::default()
    };
    let make = move |cc: &eframe::CreationContext<'_>| {
        was_open.set(true);
        theme::spare(renderer::is_software(cc));
        #[cfg(target_os = "linux")]
        if crate::app::libraries::is_x11() {
            super::composing::install(&cc.egui_ctx);
        }
        let app = App::new(&cc.egui_ctx, session, Box::new(Native), file);
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("gongkai", options, Box::new(make))
}
