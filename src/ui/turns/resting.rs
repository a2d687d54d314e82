//! The pointer while keys are used: it rests where it was left and points at nothing, so that no hint opens over what a
//! key brings into view and nothing looks chosen but what is. The next move, click or turn of the wheel brings it back.

use egui::{Event, Pos2};

/// Where the pointer is, and whether keys are used instead.
#[derive(Default)]
pub struct Resting {
    at: Option<Pos2>,
    away: bool,
    held: bool,
}

impl Resting {
    /// What the window is told of the pointer, among the events of a pass.
    pub fn pass(&mut self, events: &mut Vec<Event>) {
        for e in std::mem::take(events) {
            let back = match &e {
                Event::PointerButton { pos, .. } => Some(*pos),
                Event::MouseWheel { .. } | Event::Zoom(_) => self.at,
                _ => None,
            };
            if let Some(at) = back.filter(|_| self.away) {
                events.push(Event::PointerMoved(at));
                (self.at, self.away) = (Some(at), false);
            }
            match &e {
                Event::PointerMoved(at) => (self.at, self.away) = (Some(*at), false),
                Event::PointerGone => (self.at, self.away) = (None, false),
                Event::PointerButton { pos, pressed, .. } => (self.at, self.held) = (Some(*pos), *pressed),
                _ => {}
            }
            let leaves = matches!(e, Event::Key { pressed: true, .. }) && !self.held && !self.away;
            events.push(e);
            if leaves && self.at.is_some() {
                events.push(Event::PointerGone);
                self.away = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::turn::tests::key;
    use super::*;
    use egui::{Key, Modifiers, PointerButton, pos2};
    use std::slice::from_ref;

    #[test]
    fn a_pointer_that_rests_points_at_nothing_until_it_is_used_again() {
        let mut r = Resting::default();
        let mut pass = |e: Event| {
            let mut events = vec![e];
            r.pass(&mut events);
            events
        };
        let at = pos2(3.0, 4.0);
        let press = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let (moved, f12) = (Event::PointerMoved(at), key(Key::F12, true));
        assert_eq!(pass(f12.clone()), from_ref(&f12), "there is none");
        assert_eq!(pass(moved.clone()), from_ref(&moved));
        assert_eq!(pass(f12.clone()), [f12.clone(), Event::PointerGone]);
        assert_eq!(pass(f12.clone()), from_ref(&f12));
        assert_eq!(pass(press(true)), [moved, press(true)]);
        assert_eq!(pass(f12.clone()), [f12], "what is held is not let go");
    }
}
