//! What words do in a sentence. Each class stands beside an example of what is read with such a word and of what is
//! left alone: what is in 「」 stands in the sentences under test, and behind "not" it is one in which nothing is found.

use crate::form::Role;
use serde::Deserialize;

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Class {
    // What is spoken of.
    /// 申请: 「新收申请25件」, not 「受理取水许可52件」.
    Request,
    /// 行政复议, 行政诉讼: 「行政复议4件，维持2件」, not 「一审53件、二审20件」.
    Case,
    /// 规章, 规范性文件, with a deed: 「制发规范性文件6件」, not 「审查规范性文件草案30件」.
    Document,
    /// 许可, 处罚, 强制: 「作出行政许可决定157.3万件，行政处罚决定26.8万件」, not 「行政处罚类信息8条」.
    Decision,
    /// 行政事业性收费: 「全市行政事业性收费5.92亿元」, not 「未产生依申请公开收费」.
    Fee,
    /// 信息处理费, a part of the fee that stands in no table: 「收取信息处理费2件，合计260元」, not 「涉及金额2.4万元」.
    HandlingFee,

    // What names cells of the tables.
    /// 收到, 办理, 答复; which of them says `Step`: 「办结27件」, not 「按期办结率99.6%」.
    Handling,
    /// 结转, of last year or to the next as other words say: 「上年结转5件」, not 「3件转为依申请公开办理」.
    CarryOver,
    /// A group of results: 「予以公开12件，部分公开4件」, not 「予以公开率43.4%」.
    ResultGroup,
    /// A single result: 「内部事务信息2件」, not 「对涉及商业秘密的31件申请书面征求第三方意见」.
    Result,
    /// 其他, the rest of what the sentence lists: 「商业企业4件、其他1件」, not 「其他信访事项由信访部门处理，共118件」.
    Others,
    /// Who asked: 「自然人20件」, not 「共向8个申请人发出信息处理费收费通知书11份」.
    Applicant,
    /// How a case ended: 「维持2件、纠正1件」, not 「3件均维持原答复」.
    Outcome,
    /// 制发, 废止, 现行有效: 「制发规范性文件6件，废止2件」, not 「修改1件」.
    DocumentDeed,
    /// 公开 alone: 「其中公开12件」 among results, not 「全年公开信息1.2万条」.
    Disclosed,
    /// A way of asking, a part that no table has: 「网络申请12件、信函申请10件」, not 「通过各类渠道共收到」.
    WayOfAsking,

    // How numbers belong together.
    /// Parts of the number before follow: 「其中自然人20件」, not 「其中10个工作日内答复的18件」.
    OfWhich,
    /// 按…分: parts follow that make up the whole: 「按被申请人分，市直部门37件」, not 「按申请主体划分，自然人1980件次」.
    DividedBy,
    /// The words before it are examples: 「通过网络、信函、当面、邮寄等途径」.
    AndSoOn,
    /// 除…外: what it names is left out of what follows: 「除3件转下年办理外，其余申请均已答复」.
    Except,
    /// 由…: the number before a change, of another time: 「由2024年的20件增加到2025年的25件」, not 「由12.4%下降到6.3%」.
    From,
    /// 增至: the number after a change, of what the one before it counted: 「申请量由上年的20件增至25件」, not
    /// 「满意度由92%提高到95%」.
    Reached,
    /// 为零: each of the things named before it is 0: 「行政复议、行政诉讼均为零」, not 「投诉、举报均为零」.
    IsZero,
    /// 共, 合计: 「下半年收到14件，全年合计25件」, not 「合计29项次」.
    Altogether,
    /// 和, two counted together: 「予以公开和部分公开1115件」.
    And,
    /// 均为: all of them are this, so that the others are 0: 「结果均为维持」, not 「均告知理由和救济途径」.
    AllOfThem,
    /// There is none: 「未收到政府信息公开申请」, not 「没有收到申请人对答复内容的投诉」.
    Not,
    /// As many numbers as things named: 「行政复议、行政诉讼案件分别为4件、3件」, not 「分别增长13.3%、6%」.
    Respectively,
    /// So many of a hundred of what was told ended so: 「纠错率17.6%」, not 「按期办结率99.6%」.
    Rate,
    /// A part of a hundred: 「予以公开12件，占44.4%」, not 「部门网站占71%」.
    ShareOf,
    /// Compared with last year: 「较上年减少2件」, not 「将申请公开件数量较多的3个领域列为重点」.
    Compared,
    /// 增长: 「同比增长25%」, not 「比上年提高2.1个百分点」.
    Up,
    /// 减少: 「较上年的1510件减少312件」, not 「较上年下降3.2个百分点」.
    Down,

    /// As many as last year: 「与上年持平」, not 「与上年基本持平」.
    Even,
    /// Twice as many: 「比上年翻了一番」.
    Doubled,

    // Which year.
    /// 「上年结转5件」, not 「上年受理、本年答复的申请5件」.
    LastYear,
    /// 「结转下年度继续办理12件」.
    NextYear,
    /// 「本年作出行政许可决定1208件」.
    ThisYear,

    // What takes numbers out.
    /// Other things are counted; the numbers of its clause are none of ours: not 「主动公开规章13件」.
    ExcludesClause,
    /// A part of the year or of the office; the numbers behind it are none of ours: not 「上半年收到政府信息公开申请11件」.
    ExcludesAfter,
    /// A part of the office, unless the whole is named before: 「各街道共收到政府信息公开申请16件」, but
    /// 「全市各级各部门共收到政府信息公开申请2104件」 is read.
    PartOfOffice,
    /// 办公室, another office unless the report is its own: not 「协助县政府办公室办理申请2件」.
    GovernmentOffice,
    /// 全市, the whole of a government: 「全市办结2079件」.
    WholePlace,

    // Words between words.
    /// 尚有, 另有: what remains, or is there besides; the number behind it is none of all there were, not
    /// 「年末尚有2件申请在法定期限内办理」.
    Remainder,
    /// Not answered but ended: 「3件申请不再处理」 are none of all there were.
    Dropped,
    /// Says nothing and stands between any two words: 「针对城市更新有关政府信息公开事务的申请」.
    Filler,
    /// Holds another word and is none: 无障碍 says nothing of 无, 收回 nothing of 收.
    Noise,
}

impl Class {
    /// Whether it is what is spoken of.
    pub fn is_subject(self) -> bool {
        use Class::*;
        matches!(self, Request | Case | Document | Decision | Fee | HandlingFee)
    }
    /// Whether it says something of its own.
    pub fn tells(self) -> bool {
        use Class::*;
        let link = matches!(
            self,
            OfWhich | DividedBy | AndSoOn | Except | From | Reached | IsZero | Altogether | And
        );
        let silent =
            matches!(self, ThisYear | WholePlace | GovernmentOffice | AllOfThem | Respectively | Remainder);
        !link && !silent && !matches!(self, Filler | Noise)
    }
}

/// How far requests have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum RequestStep {
    /// 收到, 新收
    Received,
    /// 办理: what was there to be handled.
    Handled,
    /// 答复, 办结
    Answered,
    /// 继续办理
    Unfinished,
}

/// How a review or a suit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum CaseEnd {
    Upheld,
    Corrected,
    Other,
    Pending,
}

impl CaseEnd {
    pub const ALL: [CaseEnd; 4] = [CaseEnd::Upheld, CaseEnd::Corrected, CaseEnd::Other, CaseEnd::Pending];

    /// What a form calls the cells of cases that ended so.
    pub fn role(self) -> Role {
        match self {
            CaseEnd::Upheld => Role::Upheld,
            CaseEnd::Corrected => Role::Corrected,
            CaseEnd::Other => Role::OtherOutcome,
            CaseEnd::Pending => Role::Pending,
        }
    }
}
