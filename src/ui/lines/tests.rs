//! Lines of the window: carets found again, no line that ends where none may, and what is laid anew.

use super::*;
use crate::page::breaks::{CLOSERS, OPENERS};
use egui::text::{CCursor, TextFormat};
use egui::{FontData, FontDefinitions, FontFamily, FontId};

/// Something done in a frame, with the window's faces.
fn in_frame(ctx: &Context, mut work: impl FnMut(&Context)) {
    ctx.run_ui(egui::RawInput::default(), |ui| work(ui.ctx())).textures_delta.clear();
}

fn window() -> Context {
    let ctx = Context::default();
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert("hei".into(), Arc::new(FontData::from_static(crate::page::fonts::HEI_FILE)));
    fonts.families.entry(FontFamily::Proportional).or_default().insert(0, "hei".into());
    ctx.set_fonts(fonts);
    in_frame(&ctx, |_| {});
    ctx
}

fn texts() -> Vec<String> {
    let words = [
        "公开",
        "（",
        "一",
        "）",
        "《条例》",
        "“",
        "”",
        "，",
        "。",
        "2024年",
        "〔2022〕7号",
        "\n",
        "……",
        "100%",
        "通知",
        "；",
        "、",
        "People’s Daily",
        "（国办发",
        "e-mail",
        " ",
        "　",
        "1,234.5678万元",
    ];
    let mut seed = 11_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        words.iter().copied().cycle().nth((seed >> 20) as usize).unwrap_or_default()
    };
    (0..200).map(|n| (0..n % 90).map(|_| next()).collect()).collect()
}

/// In two faces, so that lines are of several pieces.
fn job(text: &str, width: f32) -> LayoutJob {
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    let cut = text.char_indices().nth(text.chars().count() / 3).map_or(0, |(i, _)| i);
    let format = |size| TextFormat::simple(FontId::proportional(size), egui::Color32::BLACK);
    let (head, tail) = text.split_at(cut);
    job.append(head, 29.0, format(14.5));
    job.append(tail, 0.0, format(16.0));
    job
}

#[test]
fn every_place_of_the_caret_is_found_again_where_it_is_drawn() {
    let ctx = window();
    in_frame(&ctx, |ctx| {
        for (n, text) in texts().iter().enumerate() {
            let galley = laid(ctx, job(text, 100.0 + (n % 50) as f32 * 9.0));
            let rows: String =
                galley.rows.iter().map(|r| r.text() + if r.ends_with_newline { "\n" } else { "" }).collect();
            assert_eq!(&rows, text);
            for index in 0..=text.chars().count() {
                for prefer_next_row in [false, true] {
                    let caret = CCursor { prefer_next_row, ..CCursor::new(index) };
                    let at = galley.pos_from_cursor(caret).center().to_vec2();
                    assert_eq!(galley.cursor_from_pos(at).index.0, index, "{text:?}");
                }
            }
            let mut bottom = 0.0;
            for row in &galley.rows {
                assert!((row.pos.y - bottom).abs() < 0.6, "{text:?}");
                bottom = row.max_y();
            }
            assert!((galley.rect.height() - bottom).abs() < 1.0, "{} {bottom}", galley.rect.height());
        }
    });
}

#[test]
fn no_line_of_the_window_ends_behind_an_opening_mark_or_within_a_year() {
    let ctx = window();
    in_frame(&ctx, |ctx| {
        let mut parted = 0;
        for pad in 0..40 {
            let text = format!(
                "{}根据《条例》（示府发〔2022〕7号）和“（四）信息管理”，2024年收到、办结",
                "公".repeat(pad)
            );
            let galley = laid(ctx, job(&text, 300.0));
            for pair in galley.rows.windows(2) {
                let (end, start) = (pair[0].text(), pair[1].text());
                assert!(!end.ends_with(|c| OPENERS.contains(c)), "{end} / {start}");
                assert!(!start.starts_with(|c| CLOSERS.contains(c) || c == '年'), "{end} / {start}");
                assert!(pair[0].size.x <= 300.6, "{end}");
                parted += 1;
            }
        }
        assert!(parted > 40);
    });
}

#[test]
fn what_is_typed_into_one_paragraph_lays_only_that_one_anew() {
    let ctx = window();
    let paragraph = "根据《条例》（示府发〔2022〕7号）和“（四）信息管理”的要求，".repeat(8);
    let text = vec![paragraph; 60].join("\n");
    assert!(text.chars().count() > 15_000);
    let known = |ctx: &Context| {
        kept(ctx, |k: &mut MadeOf<egui::epaint::text::Row, Arc<[egui::epaint::text::PlacedRow]>>| {
            egui::cache::CacheTrait::len(k)
        })
    };
    in_frame(&ctx, |ctx| drop(laid(ctx, job(&text, 430.0))));
    let before = known(&ctx);
    in_frame(&ctx, |ctx| {
        laid(ctx, job(&format!("字{text}"), 430.0));
        assert_eq!(known(ctx), before + 1);
    });
    in_frame(&ctx, |ctx| drop(laid(ctx, job(&format!("字{text}"), 430.0))));
    assert!(known(&ctx) <= before + 1, "what nobody shows any more is let go");
}
