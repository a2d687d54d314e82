//! The system's libraries that a window opens while the program runs. What opens them says in no sentence which one
//! is missing, or panics; so each is tried before.

/// A library by the name it is opened by, and the package that brings it on Debian and its kin (麒麟, 统信).
type Library = (&'static str, &'static str);

const WAYLAND: &[Library] = &[
    ("libwayland-client.so.0", "libwayland-client0"),
    ("libwayland-egl.so.1", "libwayland-egl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
];
const X11: &[Library] = &[
    ("libX11.so.6", "libx11-6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libXcursor.so.1", "libxcursor1"),
    ("libXi.so.6", "libxi6"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
];
/// One of these draws.
const DRAWING: &[Library] =
    &[("libEGL.so.1", "libegl1"), ("libGL.so.1", "libgl1"), ("libvulkan.so.1", "libvulkan1")];

/// Why no window can be opened here, as far as that can be known before; no full stop.
pub fn lacking() -> Option<String> {
    told(&is_set, &opens)
}

/// Whether a window stands at an X11 display.
pub fn is_x11() -> bool {
    !is_wayland(&is_set)
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|v| !v.is_empty())
}

/// Wayland first, as the window does.
fn is_wayland(set: &dyn Fn(&str) -> bool) -> bool {
    set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")
}

/// `set` says whether a variable of the environment is set, `opens` whether a library can be opened.
fn told(set: &dyn Fn(&str) -> bool, opens: &dyn Fn(&str) -> bool) -> Option<String> {
    let wanted = match () {
        () if is_wayland(set) => WAYLAND,
        () if set("DISPLAY") => X11,
        () => return Some("这里没有显示器（DISPLAY、WAYLAND_DISPLAY 都没有设置）".into()),
    };
    let mut missing: Vec<&Library> = wanted.iter().filter(|(name, _)| !opens(name)).collect();
    if !DRAWING.iter().any(|(name, _)| opens(name)) {
        missing.extend(DRAWING.first());
    }
    if missing.is_empty() {
        return None;
    }
    let listed = |one: fn(&Library) -> &str| missing.iter().map(|l| one(l)).collect::<Vec<_>>();
    let (names, packages) = (listed(|l| l.0).join("、"), listed(|l| l.1).join(" "));
    Some(format!("系统里缺少 {names}，请让管理员安装软件包 {packages}"))
}

#[allow(unsafe_code)]
fn opens(name: &str) -> bool {
    // The name of a developer's machine, which has no version in it, does as well.
    let plain = name.split_once(".so").map_or(name, |(n, _)| n);
    // SAFETY: what runs is the libraries' own beginning, as it will a moment later when the window opens them.
    let open = |n: &str| unsafe { libloading::Library::new(n) };
    // Kept open: a graphics driver may not bear to be let go of.
    [name, &format!("{plain}.so")].iter().any(|n| open(n).map(std::mem::forget).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_by_name_and_package_and_only_what_the_display_needs() {
        let x11 = |name: &str| name == "DISPLAY";
        let wayland = |_: &str| true;
        assert_eq!(told(&x11, &|_| true), None);
        assert_eq!(
            told(&x11, &|l| !l.contains("wayland") && !["libEGL.so.1", "libvulkan.so.1"].contains(&l)),
            None
        );
        assert_eq!(told(&wayland, &|l| !l.contains("X")), None);
        let words = told(&x11, &|l| !l.starts_with("libX")).expect("missing");
        assert!(words.contains("libX11.so.6、libX11-xcb.so.1、libXcursor.so.1、libXi.so.6，"), "{words}");
        assert!(words.ends_with("软件包 libx11-6 libx11-xcb1 libxcursor1 libxi6"), "{words}");
        let words = told(&wayland, &|l| l.contains("xkb") || l.contains("egl")).expect("missing");
        assert!(words.contains("libwayland-client.so.0、libEGL.so.1，"), "{words}");
        assert!(told(&|_| false, &|_| true).is_some_and(|w| w.contains("没有显示器")));
    }
}
