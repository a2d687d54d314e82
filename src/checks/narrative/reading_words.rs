//! The words by which `read` understands clauses, each list by itself; they stand with the others in
//! `assets/words/narrative.ron`, with examples.

use serde::Deserialize;

/// See there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingWords {
    /// Of requests that are not done yet.
    pub undone: Vec<String>,
    /// What 申请 behind it is for, which is no information.
    pub applied: Vec<String>,
    /// What is decided, by its short name, and the concept that it is.
    pub decided: Vec<(String, String)>,
    /// What is done where something is decided.
    pub decides: Vec<String>,
    /// What 未 denies without saying of what: 均未发生.
    pub happens: Vec<String>,
    /// What is put to something told before: 加上.
    pub added: Vec<String>,
    /// What is charged, but was not taken: 应收.
    pub due: Vec<String>,
    /// What 了 says was done where a case began: 提起了.
    pub began: Vec<String>,
    /// What ends such a clause: 情况.
    pub situations: Vec<String>,
    /// What was done with a request: 答复.
    pub answered: Vec<String>,
    /// What is over: 审结.
    pub over: Vec<String>,
    /// Of cases that were decided.
    pub judged: Vec<String>,
    /// What is said behind answers to requests: 无一超期.
    pub told_in_time: Vec<String>,
    /// What was done in time was not all that was to be done: 按时.
    pub in_time: Vec<String>,
    /// How it is said what is done whenever something comes: 对….
    pub unsure: Vec<String>,
    /// How those are called who ask or sue: 家长.
    pub people: Vec<String>,
    /// Cases are not of 公开.
    pub denials: Vec<String>,
    /// What is told behind these is a part of what stands before.
    pub narrows: Vec<String>,
    /// An office stood in a suit, of whatever kind.
    pub stood: Vec<String>,
    /// Said of what was public before it was asked for.
    pub public_already: Vec<String>,
    /// Somebody stood in court.
    pub attended: Vec<String>,
    /// It heard reviews of others' deeds.
    pub heard: Vec<String>,
    /// What is told is counted elsewhere.
    pub apart: Vec<String>,
    /// The same behind 由 and who does it.
    pub counted_by: Vec<String>,
    /// What ends the name of a field: 公安机关.
    pub fields: Vec<String>,
    /// Of what matter decisions are.
    pub matters: Vec<String>,
    /// What stands between words and their number and says nothing: 为.
    pub equals: Vec<String>,
    /// What is looked through and stays of the report's own: 清理.
    pub cleared: Vec<String>,
    /// What is shown is not done: 公示.
    pub shows: Vec<String>,
    /// What was not done though it is named: 不予处罚.
    pub spared: Vec<String>,
    /// What ends the matter that requests are about: 类.
    pub about: Vec<String>,
    /// What ends the name of a dispute about something else.
    pub disputes: Vec<String>,
    /// Why somebody sues.
    pub discontent: Vec<String>,
    /// What is said of what anybody may do.
    pub may: Vec<String>,
    /// Behind one of these 申请量 is none of requests.
    pub services: Vec<String>,
    /// A clause with one of these tells of some matter.
    pub of_matter: Vec<String>,
    /// What is counted besides where few are told of.
    pub few: Vec<String>,
    /// The office itself is told apart from its field.
    pub own_apart: Vec<String>,
    /// What ends the name of a kind of decisions.
    pub kinds: Vec<String>,
    /// What ends a clause that denies something, and says nothing.
    pub denied_ends: Vec<String>,
    /// More than one thing is denied, or any whatever.
    pub denied_more: Vec<String>,
    /// What begins a list of what requests are about.
    pub contents: Vec<String>,
    /// What is done with decisions once they are made: 公示.
    pub published: Vec<String>,
    /// What answers are called where they are one of several ends: 答复.
    pub replied: Vec<String>,
    /// What goes over to another year: 结转.
    pub carried: Vec<String>,
    /// What deputies and members hand in: 提案.
    pub proposals: Vec<String>,
    /// By whose rule something is done: 按照.
    pub by_rule: Vec<String>,
    /// What was decided upon: 违法行为.
    pub deeds: Vec<String>,
    /// How requests come: 登记的申请 are all there were.
    pub comes: Vec<String>,
    /// What others did with decisions: 审核.
    pub reviews: Vec<String>,
    /// What brings about a case that is the report's own.
    pub own_causes: Vec<String>,
    /// What says that there are some: 确有.
    pub there: Vec<String>,
    /// How a case comes about: 被申请.
    pub came_about: Vec<String>,
    /// How it ended: 维持.
    pub ended: Vec<String>,
    /// With one of these nobody says how many, nor that there were any.
    pub unsure_of_ends: Vec<String>,
    pub undecided: Vec<String>,
    /// Behind these a number counts whom the cases touch.
    pub touches: Vec<String>,
    /// Of which kind cases are.
    pub named_cases: Vec<String>,
    /// Against the report's own office, whoever hears the case.
    pub against_own: Vec<String>,
    /// In writing or by the net is any way of asking there is.
    pub any_way: Vec<String>,
    /// What says by which rule something is counted elsewhere: 按规定.
    pub as_ruled: Vec<String>,
    /// Some are left out of what all were.
    pub left_out: Vec<String>,
    /// The same, named first: 除1件尚未审结外.
    pub but: Vec<String>,
    /// How the names of those end who decide cases.
    pub deciding: Vec<String>,
    /// Behind these it is told what became of what was decided.
    pub done_with: Vec<String>,
    /// Some requests only are spoken of.
    pub some_only: Vec<String>,
    /// It is told how a number changed.
    pub turns: Vec<String>,
    /// What stands between a whole and what it holds.
    pub included: Vec<String>,
    /// The same, where it does not hold it.
    pub not_included: Vec<String>,
    /// Suits are spoken of.
    pub suits: Vec<String>,
    /// The own numbers are told apart from those of all the system.
    pub told_apart: Vec<String>,
    /// What was paid is counted.
    pub paid: Vec<String>,
    /// Offices that are not towns.
    pub higher: Vec<String>,
    /// Cases are spoken of.
    pub cases: Vec<String>,
    /// What a reason begins with.
    pub why: Vec<String>,
    /// Cases, where a denial is of them.
    pub own_cases: Vec<String>,
    /// How another organ decided: 作出维持.
    pub decide_so: Vec<String>,
    /// Section six speaks of the fee.
    pub fee_told: Vec<String>,
    /// It was taken: 计收.
    pub fee_taken: Vec<String>,
    /// With one of these it was not, or nobody knows.
    pub fee_unsure: Vec<String>,
    /// What is counted where it was.
    pub fee_units: Vec<String>,
    /// Another year is spoken of.
    pub fee_then: Vec<String>,
    /// What says before a number that it is not told exactly.
    pub bounds: Vec<String>,
    /// An amount of nothing behind it.
    pub fee_zero: Vec<String>,
    /// A clause that says so without naming it.
    pub fee_none: Vec<String>,
    /// It was not: 未.
    pub fee_never: Vec<String>,
    /// Of some requests only.
    pub fee_of_some: Vec<String>,
    /// What is counted by 条 is no decision behind these.
    pub information: Vec<String>,
}
