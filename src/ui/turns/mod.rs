//! Keys, texts, pastes and clicks one at a time. Who gets an event depends on what the one before it did: a digit
//! opens a field, Tab leaves it, a click on a part shows another table. So however many events came in one frame
//! (a slow machine, a fast hand), each gets a pass of its own, and the next one waits until the window has
//! settled: nothing is to be done, focus stands still, nothing is drawn for the first time. All passes of a frame
//! are painted once.

mod resting;
mod turn;

use egui::{Context, Event, FullOutput, Plugin, RawInput};
use resting::Resting;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};
use turn::{is_from_clipboard, is_quiet, turn};

/// Passes that one frame has at most; the rest of what came waits for the next.
const PASSES: usize = 48;
/// After so long the frame is painted, so that who types sees it.
const LONG: Duration = Duration::from_millis(60);
/// Passes that the window gets to settle after one event. What has not come to rest by then never does, as an
/// animation, and waits for nothing.
const SETTLING: u8 = 8;
/// Frames in which the system may answer a request for the clipboard; an empty one is never answered.
const ANSWERS: u8 = 4;

/// What came and was not given to the window yet, each with its time.
#[derive(Default)]
pub struct Turns {
    queue: VecDeque<(f64, Event)>,
    /// Files dropped behind the events in the queue.
    dropped: Vec<egui::DroppedFileHandle>,
    /// This pass has an event.
    given: bool,
    /// Passes since the last event in which the window had not settled.
    settling: Option<u8>,
    /// Frames in which the clipboard may still answer.
    awaited: u8,
    frame_began: Option<Instant>,
    /// Something is being done on a thread that may be over at once: what comes is for afterwards.
    soon: bool,
    /// The time of the pass, and of the frame, by the window's clock.
    now: f64,
    frame: f64,
    /// A button of the mouse is down.
    held: bool,
    /// The pointer while keys are used.
    resting: Resting,
    /// What an input method composed is to be let go of when the frame is over.
    interrupts: bool,
}

/// What happens at the end of a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Everything that came was taken.
    Paint,
    /// There is more; it is painted first.
    PaintFirst,
    /// Another pass in this frame.
    Pass,
}

/// From now on events come to the window one at a time.
pub fn install(ctx: &Context) {
    ctx.add_plugin(Turns::default());
    if let Some(most) = NonZeroUsize::new(PASSES) {
        ctx.options_mut(|o| o.max_passes = most);
    }
}

/// Whether something came that was not taken yet, or what came of it is still to show.
pub fn is_behind(ctx: &Context) -> bool {
    let behind = |t: &mut Turns| t.is_behind() || t.given || t.settling.is_some() || t.awaited > 0 || t.soon;
    ctx.with_plugin(behind).unwrap_or(false)
}

/// Gives the window an event as if it had come now, before all that waits.
pub fn press(ctx: &Context, event: Event) {
    ctx.with_plugin(|t: &mut Turns| t.queue.push_front((t.now, event)));
}

/// The system was asked to cut, copy or paste; what waits comes behind its answer.
pub fn await_clipboard(ctx: &Context) {
    ctx.with_plugin(|t: &mut Turns| t.awaited = ANSWERS);
}

/// At the end of a pass: whether there is another one. `busy` while what was done in this one is still to show,
/// `soon` while a thread may be done at once with what the next event is for.
pub fn end(ctx: &Context, busy: bool, soon: bool) {
    let passes = ctx.current_pass_index().saturating_add(1);
    let busy = busy || ctx.output(|o| o.requested_discard());
    let after = |t: &mut Turns| {
        t.soon = soon;
        t.after(passes, busy)
    };
    match ctx.with_plugin(after) {
        Some(Next::Pass) => ctx.request_discard("one event at a time"),
        Some(Next::PaintFirst) => ctx.request_repaint(),
        // What has not come to rest by now is painted as it is.
        Some(Next::Paint) => ctx.output_mut(|o| o.request_discard_reasons.clear()),
        None => {}
    }
}

impl Turns {
    /// What nobody answers to waits for no pass: the toolkit would paint twice more for a key that is let go.
    fn is_behind(&self) -> bool {
        self.queue.iter().any(|(_, e)| !is_quiet(e)) || !self.dropped.is_empty()
    }

    /// Takes what the system brought, and leaves in `input` what is to be done in this pass.
    fn begin(&mut self, input: &mut RawInput, first: bool) {
        if first {
            (self.frame_began, self.interrupts) = (Some(Instant::now()), false);
            self.frame = input.time.unwrap_or(self.now + f64::from(input.predicted_dt));
        }
        let mut came = std::mem::take(&mut input.events);
        if self.awaited > 0 && first {
            self.awaited = self.awaited.saturating_sub(1);
            if let Some(at) = came.iter().position(is_from_clipboard) {
                self.queue.push_front((self.frame, came.remove(at)));
                self.awaited = 0;
            }
        }
        self.queue.extend(came.into_iter().map(|e| (self.frame, e)));
        self.dropped.append(&mut input.dropped_files);
        self.given = false;
        let mut time = if self.is_behind() { self.now } else { self.frame };
        if self.is_behind() && self.settling.is_none() && self.awaited == 0 && !self.soon {
            let turn = turn(&mut self.queue, &mut self.held);
            time = turn.last().map_or(time, |(t, _)| *t);
            input.events = turn.into_iter().map(|(_, e)| e).collect();
            self.resting.pass(&mut input.events);
            self.given = input.events.iter().any(|e| !is_quiet(e));
            if input.events.is_empty() {
                input.dropped_files = std::mem::take(&mut self.dropped);
                self.given = !input.dropped_files.is_empty();
            }
        }
        // What waited keeps the time at which it came: a click is none if the button is held for long.
        self.now = self.now.max(time);
        input.time = Some(self.now);
    }

    fn after(&mut self, passes: usize, busy: bool) -> Next {
        self.settling = match self.settling {
            _ if self.given => Some(0),
            Some(n) if busy && n < SETTLING => Some(n.saturating_add(1)),
            Some(_) => None,
            // Something else moved: the end of a job, the first look at a report.
            None if busy => Some(1),
            None => None,
        };
        self.given = false;
        // What is half drawn is not painted.
        let long = self.settling.is_none() && self.frame_began.is_some_and(|t| t.elapsed() > LONG);
        match self.settling.is_some() || self.is_behind() {
            false => Next::Paint,
            true if (self.awaited > 0 || self.soon) && self.settling.is_none() => Next::PaintFirst,
            true if passes >= PASSES || long => Next::PaintFirst,
            true => Next::Pass,
        }
    }
}

impl Plugin for Turns {
    fn debug_name(&self) -> &'static str {
        "turns"
    }
    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.begin(input, ctx.current_pass_index() == 0);
    }
    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        // The toolkit keeps only what the last pass says, in which the focus has moved already.
        if let Some(ime) = &mut output.platform_output.ime {
            self.interrupts |= ime.should_interrupt_composition;
            ime.should_interrupt_composition = self.interrupts;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::turn::tests::key;
    use super::*;
    use egui::Key;

    #[test]
    fn a_key_let_go_waits_for_the_next_event_and_asks_for_nothing() {
        let mut t = Turns::default();
        let mut frame = |events: Vec<Event>| {
            let mut input = RawInput { events, ..Default::default() };
            t.begin(&mut input, true);
            (input.events.len(), t.after(1, false))
        };
        assert_eq!(frame(vec![key(Key::Num1, false)]), (0, Next::Paint));
        assert_eq!(frame(vec![key(Key::Num2, true)]), (2, Next::Pass));
    }

    #[test]
    fn what_waited_keeps_the_time_at_which_it_came() {
        let mut t = Turns::default();
        let mut pass = |time: Option<f64>, events: Vec<Event>| {
            let mut input = RawInput { events, time, ..Default::default() };
            t.begin(&mut input, time.is_some());
            t.settling = None;
            (input.time, input.events.len())
        };
        let two = vec![Event::Copy, Event::Cut];
        assert_eq!(pass(Some(1.0), two), (Some(1.0), 1));
        assert_eq!(pass(Some(2.0), vec![Event::Copy]), (Some(1.0), 1));
        assert_eq!(pass(None, Vec::new()), (Some(2.0), 1));
        assert_eq!(pass(Some(3.0), Vec::new()), (Some(3.0), 0));
    }

    #[test]
    fn what_waits_comes_behind_what_the_clipboard_answers() {
        let mut t = Turns::default();
        let mut frame = |events: Vec<Event>| {
            let mut input = RawInput { events, ..Default::default() };
            t.begin(&mut input, true);
            t.settling = None;
            t.awaited = if input.events == [Event::Copy] { ANSWERS } else { t.awaited };
            input.events
        };
        assert_eq!(frame(vec![Event::Copy, Event::Text("5".into())]), [Event::Copy]);
        assert_eq!(frame(Vec::new()), []);
        assert_eq!(frame(vec![Event::Paste("7".into())]), [Event::Paste("7".into())]);
        assert_eq!(frame(Vec::new()), [Event::Text("5".into())]);
    }
}
