//! What of the waiting events is given to the window in one pass, and which nobody answers to.

use egui::{Event, Key};
use std::collections::VecDeque;

/// What belongs together: one event that somebody may answer to, with the quiet ones before it.
pub fn turn(queue: &mut VecDeque<(f64, Event)>, held: &mut bool) -> Vec<(f64, Event)> {
    let mut out = Vec::new();
    while let Some((time, e)) = queue.pop_front() {
        let quiet = is_quiet(&e);
        if let Event::PointerButton { pressed, .. } = &e {
            *held = *pressed;
        }
        let goes_on: fn(&Event) -> bool = match &e {
            // The character of the key: Space presses a button and must not be typed into what it opens.
            Event::Key { key, pressed: true, .. } if writes(*key) => |next| matches!(next, Event::Text(_)),
            // On its way the pointer is over many things; it goes to where it is now. What is dragged goes all
            // the way.
            Event::PointerMoved(_) if !*held => {
                |next| matches!(next, Event::PointerMoved(_) | Event::MouseMoved(_))
            }
            Event::MouseWheel { .. } => |next| matches!(next, Event::MouseWheel { .. }),
            _ => |_| false,
        };
        let typed = matches!(e, Event::Key { .. });
        out.push((time, e));
        if quiet {
            continue;
        }
        while queue.front().is_some_and(|(_, next)| goes_on(next)) {
            out.extend(queue.pop_front());
            if typed {
                break;
            }
        }
        break;
    }
    out
}

/// Whether a key sends a character of its own; what follows another key was written by other means.
fn writes(key: Key) -> bool {
    key == Key::Space || key.name().len() == 1
}

/// Nobody answers to these.
pub fn is_quiet(e: &Event) -> bool {
    match e {
        // Where Enter or Space is let go of, a button is no longer pressed.
        Event::Key { key, pressed: false, .. } => !matches!(key, Key::Enter | Key::Space),
        Event::ModifiersChanged(_) | Event::MouseMoved(_) | Event::Touch { .. } => true,
        _ => false,
    }
}

pub fn is_from_clipboard(e: &Event) -> bool {
    matches!(e, Event::Cut | Event::Copy | Event::Paste(_))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use egui::{Modifiers, Pos2};

    pub fn key(key: Key, pressed: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
    }

    fn turns(events: Vec<Event>) -> Vec<usize> {
        let mut queue: VecDeque<_> = events.into_iter().map(|e| (0.0, e)).collect();
        let mut held = false;
        std::iter::from_fn(|| Some(turn(&mut queue, &mut held).len()).filter(|n| *n > 0)).collect()
    }

    #[test]
    fn a_key_goes_with_its_character_and_with_no_other() {
        let text = |t: &str| Event::Text(t.into());
        let typed =
            vec![key(Key::Num1, true), text("1"), text("2"), key(Key::Tab, true), key(Key::Num3, true)];
        assert_eq!(turns(typed), [2, 1, 1, 1]);
        assert_eq!(turns(vec![key(Key::Tab, true), text("4")]), [1, 1]);
        assert_eq!(turns(vec![key(Key::Space, true), text(" ")]), [2]);
    }

    #[test]
    fn what_nobody_answers_to_goes_with_the_next_event() {
        let let_go = vec![key(Key::Num1, false), Event::ModifiersChanged(Modifiers::CTRL), Event::Copy];
        assert_eq!(turns(let_go), [3]);
        assert_eq!(turns(vec![key(Key::Num1, false)]), [1]);
    }

    #[test]
    fn the_pointer_comes_at_once_to_where_it_is_unless_it_drags_something() {
        let way = |n: u8| (0..n).map(|x| Event::PointerMoved(Pos2::new(x.into(), 0.0)));
        assert_eq!(turns(way(100).collect()), [100]);
        let button = |pressed| Event::PointerButton {
            pos: Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let dragged = [button(true)].into_iter().chain(way(3)).chain([button(false)]).chain(way(3));
        assert_eq!(turns(dragged.collect()), [1, 1, 1, 1, 1, 3]);
    }
}
