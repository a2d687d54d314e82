//! Lines of the window: carets found again, no line that ends where none may, and what is laid anew.

use super::made_of::{MadeOf, kept};
use super::*;
use crate::page::breaks::{CLOSERS, OPENERS};
use egui::text::{CCursor, TextFormat};
use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};

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

#[test]
fn words_that_go_on_behind_another_widget_end_their_lines_like_all_others() {
    let ctx = window();
    let mut parted = 0;
    for pad in 0..60 {
        let text =
            format!("{}根据《条例》（示府发〔2022〕7号）和“（四）信息管理”，2024年收到", "公".repeat(pad));
        let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(300.0), ..LayoutJob::default() };
        job.append(&text, 220.0, TextFormat::simple(FontId::proportional(14.5), egui::Color32::BLACK));
        in_frame(&ctx, |ctx| {
            let galley = laid(ctx, job.clone());
            assert_eq!(galley.rows.iter().map(|r| r.text()).collect::<String>(), text);
            for pair in galley.rows.windows(2) {
                let (end, start) = (pair[0].text(), pair[1].text());
                assert!(!end.ends_with(|c| OPENERS.contains(c)), "{end} / {start}");
                assert!(
                    !start.starts_with(|c| CLOSERS.contains(c) || c == '年') || end.is_empty(),
                    "{end} / {start}"
                );
                assert!(pair[0].size.x <= 300.6, "{end}");
                // Only the first line is indented.
                assert!(pair[1].glyphs.first().is_none_or(|g| g.pos.x < 1.0), "{start}");
                parted += 1;
            }
        });
    }
    assert!(parted > 60);
    // A word too long for what is left of the row begins below it.
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(300.0), ..LayoutJob::default() };
    job.append(
        "1,234.5678万元（一）和“公开”",
        280.0,
        TextFormat::simple(FontId::proportional(14.5), egui::Color32::BLACK),
    );
    in_frame(&ctx, |ctx| {
        let galley = laid(ctx, job.clone());
        assert_eq!(galley.rows.first().map(|r| r.text()).as_deref(), Some(""));
    });
}

#[test]
fn a_line_holds_what_it_has_room_for() {
    let ctx = window();
    let text = format!("{}电子邮箱：zhengwugongkai@example.gov.cn", "公".repeat(4));
    in_frame(&ctx, |ctx| {
        let galley = laid(ctx, LayoutJob { wrap: TextWrapping::wrap_at_width(230.0), ..job(&text, 230.0) });
        let lines: Vec<String> = galley.rows.iter().map(|r| r.text()).collect();
        assert!(lines.first().is_some_and(|l| l.ends_with('：')), "{lines:?}");
    });
}

#[test]
fn what_has_no_room_ends_in_three_dots() {
    let ctx = window();
    for rows in [2, 3] {
        for text in texts().iter().filter(|t| t.chars().count() > 20) {
            let mut job = job(text, 200.0);
            job.wrap.max_rows = rows;
            in_frame(&ctx, |ctx| {
                let galley = laid(ctx, job.clone());
                let all = laid(ctx, LayoutJob { wrap: TextWrapping::wrap_at_width(200.0), ..job.clone() });
                let is_cut = galley.text() != text;
                assert!(galley.rows.len() <= rows && (!is_cut || galley.text().ends_with('…')), "{text}");
                assert_eq!(is_cut, all.rows.len() > rows, "{text}");
            });
        }
    }
}
