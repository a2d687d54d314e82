//! The commands, one an entry: where it stands, its words, its key, and when it can be given.

use super::{Command, Menu};
use crate::app::at_hand::AtHand;

fn always(_: AtHand<'_>) -> bool {
    true
}

/// A report, not a collection.
pub(super) fn open(o: AtHand<'_>) -> bool {
    o.report().is_some()
}

fn collecting(o: AtHand<'_>) -> bool {
    o.collection().is_some()
}

fn commented(o: AtHand<'_>) -> bool {
    o.report().is_some_and(|o| !o.report().comments.is_empty())
}

fn has_strays(o: AtHand<'_>) -> bool {
    o.collection().is_some_and(|c| !c.known().overview.standing.strays.is_empty())
}

fn something(o: AtHand<'_>) -> bool {
    open(o) || collecting(o)
}

fn explained(o: AtHand<'_>) -> bool {
    o.report().is_some_and(|o| o.known().findings.iter().any(|f| !f.is_open()))
}

fn has_last(o: AtHand<'_>) -> bool {
    o.report().is_some_and(|o| o.report().predecessor.is_some())
}

fn saved(o: AtHand<'_>) -> bool {
    o.report().map_or_else(|| o.collection().and_then(|c| c.path()), |o| o.path()).is_some()
}

fn stale(o: AtHand<'_>) -> bool {
    o.report().is_some_and(|o| !o.known().stale.is_empty())
}

fn undoes(o: AtHand<'_>) -> bool {
    o.undo_name().is_some()
}

fn redoes(o: AtHand<'_>) -> bool {
    o.redo_name().is_some()
}

/// One entry a command: its name within the program, its menu, words, tip and key, and when it can be given.
macro_rules! commands {
    ($($id:ident: $menu:ident, $text:literal, $tip:literal, $key:expr, $enabled:expr;)*) => {
        /// A command's name within the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Id {
            $($id,)*
            /// In the format of this extension.
            Export(&'static str),
        }

        /// The commands that are no format's.
        pub(super) const ENTRIES: &[Command] = &[
            $(Command {
                id: Id::$id, menu: Menu::$menu, text: $text, tip: $tip, shortcut: $key, enabled: $enabled,
            },)*
        ];
    };
}

commands! {
    OpenNext: File, "以去年报告为底稿…", "读去年的报告（{能读的}），开始今年的", Some("Ctrl+Shift+N"), always;
    New: File, "新建空白报告…", "从年度和机关全称开始一份", Some("Ctrl+N"), always;
    Open: File, "打开/导入…", "打开或导入：{能读的}", Some("Ctrl+O"), always;
    OpenPasted: File, "从剪贴板导入", "在 Word、WPS 或网页里复制整份报告，再点这里", None, always;
    Save: File, "保存", "保存项目文件，以前的版本都留着", Some("Ctrl+S"), something;
    SaveAs: File, "另存为…", "保存到别的位置", Some("Ctrl+Shift+S"), something;
    Versions: File, "以前的版本…", "看最近十次保存的版本，和现在的比较，恢复其中的内容", None, saved;
    Finish: File, "一次做好…", "保存，导出 PDF 和 Word，打印，一次做完", Some("Ctrl+F9"), open;
    ExportMany: File, "批量导出…", "把许多份报告一次都导出成 PDF、Word 或别的格式", None, always;
    Publish: File, "做发布包…", "一次做好要发布的全部文件，放进一个文件夹，逐个核对，附核对单", None, open;
    Print: File, "打印…", "选打印机、份数、页码，送去打印", Some("Ctrl+P"), open;
    Close: File, "关闭", "回到第一页；没有保存的会先问", Some("Ctrl+W"), something;
    Quit: File, "退出", "关闭窗口", Some("Ctrl+Q"), always;
    Undo: Edit, "撤销", "撤销上一步", Some("Ctrl+Z"), undoes;
    Redo: Edit, "重做", "重做撤销的一步", Some("Ctrl+Y"), redoes;
    Cut: Edit, "剪切", "剪切选中的字；在表里是复制选中的格子，再清空", Some("Ctrl+X"), open;
    Copy: Edit, "复制", "复制选中的字，或者选中的格子", Some("Ctrl+C"), open;
    Paste: Edit, "粘贴", "贴在光标处；在表里从选中的左上格开始贴", Some("Ctrl+V"), open;
    SelectAll: Edit, "全选", "选中这一框的全部文字，或者整张表", Some("Ctrl+A"), open;
    Offer: Edit, "右键菜单", "光标处能做什么：改法、说明、剪切粘贴", Some("Shift+F10"), open;
    CopyPage: Edit, "复制为网页", "复制整份报告，连表格一起贴到网站后台或 Word 里", None, open;
    CopyTable: Edit, "复制整张表", "复制这张表，连同合并的格子和框线，贴到 Word、WPS 或 Excel 里", None, open;
    CopyLabelled: Edit, "复制（带行名列名）", "复制选中的格子，连同行名和列名，贴到 Excel 里", Some("Ctrl+Shift+C"), open;
    Bold: Edit, "加粗", "选中的字加粗，或者不再加粗；排出来、导出的文件里都是粗的", Some("Ctrl+B"), open;
    Underline: Edit, "下划线", "选中的字加下划线，或者去掉", Some("Ctrl+U"), open;
    Find: Edit, "查找…", "找行名、数字、正文里的字；汇总里找单位", Some("Ctrl+F"), always;
    Replace: Edit, "查找和替换…", "在全部文字里找，换成别的", Some("Ctrl+H"), open;
    GoTo: Edit, "转到…", "按行名或拼音首字母转到一格，如 cfsq（重复申请）", Some("Ctrl+G"), always;
    InsertValue: Edit, "插入表中的数…", "在光标处放进表里的一个数；表里改了，句子里的跟着改", Some("Ctrl+I"), open;
    InsertPicture: Edit, "插入图片…", "PNG 或 JPG，放在光标所在的段落后面", None, open;
    AllCommands: Help, "全部命令…", "所有命令和快捷键，按名称或拼音找", Some("Ctrl+Shift+P"), always;
    FillZero: Report, "其余填零", "把本表还没有填的项都填0", Some("F7"), open;
    Compute: Report, "运算", "让本表的总计都由程序按分项计算；自己填的总计会换掉", Some("F9"), open;
    ChooseLast: Report, "指定去年的报告…", "选去年的报告（任何能读的文件），和今年的对照着审核", None, open;
    CompareLast: Report, "对比去年", "和去年的报告并排看，逐处看不同", Some("F3"), has_last;
    CompareWith: Report, "领导改过的 Word…", "选领导改过的 Word（也可以是别的、已公开的报告），和打开的并排看，逐处采用", None, open;
    ReportSettings: Report, "报告设置…", "机关级别、上报截止、提醒的界限、审核项目", None, open;
    Arrange: Report, "版式…", "横排的表、图表、印章位置，边选边看", Some("Shift+F5"), open;
    NewCollection: Collect, "汇总各单位的报告…", "把许多单位的报告加成一份：先填年度和本级机关，再收各单位的报告", None, always;
    TakeIn: Collect, "收单位的报告…", "一个文件夹，或者许多文件；能读的都收，读不了的列出来", Some("Ctrl+Shift+O"), collecting;
    Roster: Collect, "户册…", "哪些单位应报、免报：一行一个，可以从表格里整列贴进来", None, collecting;
    AddUnit: Collect, "新增单位…", "往户册里加一个单位", None, collecting;
    PlaceStrays: Collect, "认定单位…", "认不出是哪个单位的报告，逐份认定；认一次就记住", None, has_strays;
    SendBack: Collect, "退回…", "给有问题的单位各做一张审核单，记下退回了几次；可以复制通知的文字", None, collecting;
    SetLastYear: Collect, "放上去年的汇总…", "户册核对户数，结转和现行有效逐个单位核对，差额表里对照", None, collecting;
    SetDraft: Collect, "放上本级底稿…", "本级政府自己写的今年的年报，差额表里和合计对照，不加进去", None, collecting;
    SetPublished: Collect, "放上去年公布的年报…", "本级政府去年公布的年报，差额表里和合计对照，不加进去", None, collecting;
    AboutCollection: Collect, "汇总设置…", "改本级机关的名称，改说明汇总范围的那句话", None, collecting;
    ExportCollected: Collect, "导出汇总的表…", "报送情况表、未报名单、汇总表、分户表、差额表（PDF、Word 或 Excel）", None, collecting;
    AdjustSum: Collect, "调整合计…", "汇总表里正看着的一格加上或减去一个数，写明理由；各单位的数不动", None, collecting;
    ZeroSum: Collect, "未填按0计…", "汇总表里正看着的一格，没有填的单位按0计，写明理由", None, collecting;
    CollectedReport: Collect, "生成汇总年报…", "用汇总的数开始本级的年报；以前生成过的，列出改了哪些数再更新", None, collecting;
    ShowUnits: Collect, "看各单位", "各单位报了没有、有没有错，一个单位一行", Some("Ctrl+1"), collecting;
    ShowSums: Collect, "看汇总表", "法定的三张表里的合计；点一格看是哪些单位的数", Some("Ctrl+2"), collecting;
    ShowGaps: Collect, "看差额表", "汇总数、本级底稿、去年的数，两样对照", Some("Ctrl+3"), collecting;
    ShowFound: Collect, "看要处理的", "缺的、重复的、拿不准的，逐条处理", Some("Ctrl+4"), collecting;
    Checklist: Check, "上报前检查…", "还差什么，逐条列出，点一下就到：错误、提醒、去年的文字、落款、保存、导出", Some("Shift+F9"), open;
    NextFinding: Check, "下一处", "转到下一处审核结果", Some("F8"), open;
    PreviousFinding: Check, "上一处", "转到上一处审核结果", Some("Shift+F8"), open;
    FocusFindings: Check, "到审核结果里", "用上下键逐条看，Tab 到按钮，回车转到；汇总表里到右边的来源", Some("Ctrl+F10"), something;
    ApplyRepair: Check, "应用改法", "按正看着的这一条的第一个改法改，转到下一条", Some("Ctrl+F8"), open;
    ExplainFinding: Check, "说明这一条…", "给正看着的提醒写一句说明", Some("Ctrl+Shift+F8"), open;
    MoveYears: Check, "年份往后推一年…", "去年带过来的年份逐处列出，去掉不该推的，一次改完", None, open;
    NextStale: Check, "下一处去年的文字", "转到下一句还没有看过的去年的文字", Some("F6"), stale;
    PreviousStale: Check, "上一处去年的文字", "转到上一句还没有看过的去年的文字", Some("Shift+F6"), stale;
    NextFigure: Check, "下一个去年的数", "转到下一个去年的数，打上今年的就换掉", Some("F12"), stale;
    PreviousFigure: Check, "上一个去年的数", "转到上一个去年的数", Some("Shift+F12"), stale;
    KeepFigure: Check, "这个数照旧", "光标处去年的数今年还是它，不再标记；转到下一个", Some("Ctrl+F12"), stale;
    ConfirmStale: Check, "照用这一处去年的文字", "正看着的这一句今年仍然属实，不再标记", Some("Ctrl+F6"), stale;
    ConfirmAll: Check, "去年的文字全部照用…", "去年的文字都照用，不再提示", None, stale;
    AuditMany: Check, "批量审核…", "一个文件夹里的报告（{能读的}）一次看完，列成一张表，可以各做一张审核单", None, always;
    AuditOther: Check, "审核别人的报告…", "只看审核结果、做审核单；打开的报告不受影响", None, always;
    ExportFindings: Check, "导出审核单…", "把审核结果做成一张单子（{能做的}）", None, open;
    ExportExplanations: Check, "导出审核说明…", "把写过的说明做成附件（{能做的}），随报告报送", None, explained;
    ExportCommented: Check, "导出带批注的 Word…", "连同批注和答复导出成 Word，送给写批注的人看；公开用的文件里没有批注", None, commented;
    NextPart: View, "下一部分", "转到报告的下一部分；汇总里是下一页", Some("Ctrl+PageDown"), something;
    PreviousPart: View, "上一部分", "转到报告的上一部分；汇总里是上一页", Some("Ctrl+PageUp"), something;
    ZoomIn: View, "放大", "放大界面", Some("Ctrl+Plus"), always;
    ZoomOut: View, "缩小", "缩小界面", Some("Ctrl+Minus"), always;
    ZoomReset: View, "原大", "恢复100%", Some("Ctrl+0"), always;
    EnterDown: View, "回车向下", "填好一格按回车，到下面一格", None, always;
    EnterRight: View, "回车向右", "填好一格按回车，到右边一格", None, always;
    StopAtTotals: View, "总计也停", "Tab 和回车也停在总计上，照纸填时可以填上总计核对；不选时都跳过", None, always;
    LastYear: View, "去年的数", "在格子左边显示去年的数，或者不显示", Some("F4"), always;
    Light: View, "浅色外观", "白底黑字", None, always;
    Dark: View, "深色外观", "黑底浅字，暗处不刺眼", None, always;
    Contrast: View, "黑白高对比外观", "字大而清楚，只用黑白和几种醒目的颜色", None, always;
    BundledFonts: View, "用自带的字体", "在哪台电脑上排出来都一样", None, always;
    SystemFonts: View, "用系统里的公文字体", "方正小标宋、仿宋_GB2312 等；没有的、不许嵌入的会告诉您", None, always;
    Panel: View, "审核结果", "在右边列出审核结果，或者不列", Some("F10"), open;
    Preview: View, "预览", "在右边看排好的页面，和导出的一模一样", Some("F5"), open;
    NextSheet: View, "预览下一页", "预览里往下翻一页", Some("Alt+PageDown"), open;
    PreviousSheet: View, "预览上一页", "预览里往上翻一页", Some("Alt+PageUp"), open;
    Guide: Help, "使用说明", "怎样用这个程序", Some("F1"), always;
    FirstUse: Help, "第一次用看这里", "五步做完一份报告", None, always;
    News: Help, "新版本有什么", "每个版本多了什么、改了什么", None, always;
    About: Help, "关于", "版本和许可", None, always;
}
