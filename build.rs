//! On Windows the program carries its icon, its version and how it wants to be run.

fn main() {
    for used in ["build.rs", "assets/icon/gongkai.ico", "assets/icon/gongkai.exe.manifest"] {
        println!("cargo::rerun-if-changed={used}");
    }
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon("assets/icon/gongkai.ico");
    resource.set_manifest_file("assets/icon/gongkai.exe.manifest");
    // 简体中文
    resource.set_language(0x0804);
    resource.set("FileDescription", "公开年报").set("ProductName", "公开年报");
    resource.set("OriginalFilename", "gongkai.exe").set("LegalCopyright", "MIT OR Apache-2.0");
    // Who only checks the code needs no windres; a program without its icon is no package (tests/package/run).
    if let Err(e) = resource.compile() {
        println!("cargo::warning=no icon in the program: {e}");
    }
}
