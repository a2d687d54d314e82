//! Who paints the window: a graphics card, or the processor in its place, where every dot painted is time.

use eframe::CreationContext;
use eframe::glow::{self, HasContext};
use eframe::wgpu::DeviceType;

/// What processors that paint call themselves: Mesa's, Chromium's, Windows' own.
const SOFTWARE: [&str; 6] =
    ["llvmpipe", "softpipe", "software rasterizer", "swiftshader", "basic render", "gdi generic"];

/// Whether the processor paints.
pub fn is_software(cc: &CreationContext<'_>) -> bool {
    let adapter = cc.wgpu_render_state.as_ref().map(|s| s.adapter.get_info());
    let name = cc.gl.as_ref().map(|gl| named(gl).to_lowercase());
    adapter.is_some_and(|a| a.device_type == DeviceType::Cpu)
        || name.is_some_and(|name| SOFTWARE.iter().any(|s| name.contains(s)))
}

#[allow(unsafe_code)]
fn named(gl: &glow::Context) -> String {
    // SAFETY: the window's context is the current one while the program is made; its name may be asked for always.
    unsafe { gl.get_parameter_string(glow::RENDERER) }
}
