//! The rules of a table: each drawn once.

/// Rules drawn once, touching ones joined, so that a grid is a few long strokes.
pub fn merged(rules: Vec<(f32, f32, f32, f32)>) -> Vec<(f32, f32, f32, f32)> {
    let key = |v: f32| (v * 100.0).round() as i64;
    let mut sorted = rules;
    // Horizontal ones by y then x, then vertical ones by x then y.
    sorted.sort_by_key(
        |(x0, y0, x1, _)| {
            if key(*x0) == key(*x1) { (1, key(*x0), key(*y0)) } else { (0, key(*y0), key(*x0)) }
        },
    );
    let mut out: Vec<(f32, f32, f32, f32)> = Vec::new();
    for r in sorted {
        if let Some(l) = out.last_mut() {
            let vertical = key(l.0) == key(l.2) && key(r.0) == key(r.2) && key(l.0) == key(r.0);
            let level = key(l.1) == key(l.3) && key(r.1) == key(r.3) && key(l.1) == key(r.1);
            if vertical && key(r.1) <= key(l.3) {
                l.3 = l.3.max(r.3);
                continue;
            }
            if level && key(r.0) <= key(l.2) {
                l.2 = l.2.max(r.2);
                continue;
            }
        }
        out.push(r);
    }
    out
}
