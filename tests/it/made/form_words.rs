//! Words of the form of today, as documents have them.

/// The headings of the six parts.
pub const HEADS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// The first rows of table two, filled in.
pub const DISCLOSED: [[&str; 4]; 3] = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "1", "12"],
    ["行政规范性文件", "3", "0", "16"],
];
