//! One character for the many that stand for it: 申請 is 申请, and ⼯, a radical that PDF files carry in the place of
//! 工, is 工.

use super::width::nfkc_of;
use std::collections::HashMap;

/// Traditional characters, each before its simplified one: those of the form, of titles and dates, of offices and places.
const TRADITIONAL: &str = "\
    請请 結结 轉转 數数 據据 應应 於于 產产 無无 務务 業业 構构 組组 織织 機机 關关 開开 報报 \
    總总 計计 類类 項项 費费 處处 強强 罰罚 許许 規规 範范 條条 複复 復复 議议 訴诉 訟讼 維维 糾纠 \
    審审 尚尚 結结 經经 後后 繼继 續续 辦办 幫帮 與与 爲为 為为 實实 際际 點点 號号 對对 會会 學学 \
    國国 際际 東东 區区 縣县 鎮镇 鄉乡 廳厅 廠厂 廣广 慶庆 陝陕 蘇苏 遼辽 寧宁 滬沪 黨党 專专 屬属 \
    動动 決决 遞递 證证 違违 壞坏 擾扰 亂乱 濟济 協协 調调 確确 認认 獲获 責责 權权 態态 護护 擴扩 \
    檢检 舉举 投投 訪访 遲迟 補补 齊齐 資资 購购 贈赠 額额 單单 雙双 萬万 億亿 億亿 個个 種种 準准 \
    歸归 檔档 發发 佈布 變变 廢废 廣广 傳传 網网 頁页 製制 現现 雜杂 難难 題题 導导 進进 過过 還还 \
    運运 連连 適适 選选 達达 邊边 遠远 這这 時时 間间 問问 門门 閱阅 聯联 絡络 電电 話话 郵邮 編编 \
    碼码 統统 緒绪 線线 級级 紀纪 約约 納纳 終终 細细 給给 綜综 緊紧 絕绝 練练 環环 質质 財财 貿贸 \
    評评 詢询 說说 論论 設设 試试 該该 誤误 請请 誰谁 談谈 讓让 識识 譯译 讀读 變变 歷历 曆历 劃划 \
    創创 則则 劑剂 劇剧 勞劳 勢势 勝胜 華华 葉叶 藝艺 藥药 蘭兰 處处 虧亏 術术 衛卫 複复 觀观 見见 \
    覺觉 親亲 衆众 眾众 車车 軍军 軟软 輕轻 較较 輔辅 輪轮 農农 釋释 錯错 錄录 錢钱 鐵铁 長长 閉闭 \
    隊队 階阶 險险 隨随 隱隐 隸隶 離离 靈灵 靜静 響响 頂顶 順顺 須须 預预 領领 頭头 顯显 風风 飛飞 \
    館馆 馬马 驗验 體体 鬥斗 魚鱼 鳥鸟 麗丽 黃黄 齡龄 龍龙 龜龟 無无 舊旧 節节 範范 籤签 簡简 簽签 \
    積积 穩稳 禮礼 禁禁 監监 盡尽 狀状 獎奖 獨独 漢汉 滿满 潔洁 準准 測测 沒没 決决 歲岁 殺杀 樣样 \
    標标 檯台 臺台 權权 氣气 斷断 敵敌 戰战 戶户 換换 損损 擔担 擇择 攝摄 據据 採采 掃扫 慣惯 憑凭 \
    懷怀 應应 憲宪 恆恒 歡欢 彙汇 匯汇 彥彦 張张 彈弹 當当 錄录 徑径 從从 復复 徵征 幣币 師师 帶带 \
    幾几 庫库 廟庙 岡冈 島岛 嶺岭 層层 屆届 導导 將将 壓压 壽寿 夢梦 獎奖 奪夺 婦妇 孫孙 寫写 寬宽 \
    寶宝 屬属 圖图 團团 園园 圓圆 圍围 執执 堅坚 報报 場场 塊块 塗涂 塵尘 墊垫 噸吨 員员 啓启 啟启 \
    喪丧 嚴严 囑嘱 內内 兩两 冊册 凍冻 別别 剛刚 佔占 來来 侖仑 侶侣 俠侠 係系 俱俱 倉仓 們们 備备 \
    醫医 療疗 稅税 遊游 殘残 僑侨 煙烟 綠绿 災灾 減减 營营 橋桥 莊庄 溝沟 灣湾 壩坝 澤泽 濱滨 鹽盐 鳳凤 雞鸡 鴨鸭 鋪铺 鋼钢 \
    銅铜 錫锡 藍蓝 蓮莲 蘆芦 楊杨 樓楼 樹树 棗枣 興兴 豐丰 陽阳 陰阴 隴陇 陳陈 劉刘 吳吴 趙赵 鄭郑 馮冯 賈贾 鄧邓 蔣蒋 韓韩 \
    羅罗 賀贺 顧顾 榮荣 義义 聖圣 貴贵 紅红 綏绥 渾浑 瀋沈 滄沧 濰潍 薊蓟 灤滦 銀银 鑛矿 礦矿 漁渔 糧粮 牆墙 聽听 視视 絲丝 \
    雲云 溫温 湯汤 澗涧 瑤瑶 畬畲 爾尔 烏乌 魯鲁 賓宾 賽赛 倫伦 鶴鹤 鵬鹏 鷹鹰 鷺鹭 峽峡 嶼屿 嶗崂 潛潜 瀾澜 漣涟 瀏浏 瀘泸 \
    閩闽 閬阆 闊阔 騰腾 驛驿 騎骑 駐驻 鎖锁 鍾钟 鐘钟 錦锦 鈺钰 誠诚 謙谦 諸诸 綿绵 縉缙 績绩 樺桦 欒栾 檳槟 歐欧 沖冲 淺浅 \
    淶涞 涼凉 渦涡 瑪玛 瓊琼 畢毕 穀谷 窯窑 筆笔 紹绍 緬缅 聶聂 萊莱 蕪芜 蕭萧 蘄蕲 詔诏 鄒邹 鄖郧 鄲郸 銘铭 鋒锋 頤颐 饒饶 \
    驪骊 \
    傷伤 債债 傾倾 僅仅 價价 儀仪 優优 儲储 兒儿";

/// Radicals that no table of Unicode folds, each before its character.
const RADICALS: &str = "⺟母 ⺠民 ⺁厂 ⺌小 ⺎兀 ⺕彐 ⺘手 ⺙攵 ⺝月 ⺩王 ⺪疋 ⺬示 ⺮竹 ⺯糸 ⺶羊 ⺷羊 ⻁虎 ⻃西 ⻄西 ⻅见 ⻆角 \
    ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻑长 ⻒长 ⻓长 ⻔门 ⻖阜 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 \
    ⻩黄 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯龙 ⻰龙 ⻳龟";

fn in_pairs(pairs: &'static str, c: char) -> Option<char> {
    let mut rest = pairs.split_ascii_whitespace().map(str::chars);
    rest.find_map(|mut p| if p.next() == Some(c) { p.next() } else { None })
}

/// The simplified character for a traditional one of the form's words; any other as it is.
pub fn simplified(c: char) -> char {
    static KNOWN: std::sync::OnceLock<HashMap<char, char, ahash::RandomState>> = std::sync::OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let pair = |p: &str| Some((p.chars().next()?, p.chars().nth(1)?));
        TRADITIONAL.split_ascii_whitespace().filter_map(pair).collect()
    });
    if c < '\u{4e00}' { c } else { known.get(&c).copied().unwrap_or(c) }
}

/// Words without radicals in the place of characters.
pub fn without_radicals(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{2f00}'..='\u{2fd5}' => nfkc_of(c).next().unwrap_or(c),
        '\u{2e80}'..='\u{2eff}' => in_pairs(RADICALS, c).unwrap_or(c),
        c => c,
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_other_shape_are_told() {
        assert_eq!(
            "本年新收政府信息公開申請數量".chars().map(simplified).collect::<String>(),
            "本年新收政府信息公开申请数量"
        );
        assert_eq!("結轉下年度繼續辦理".chars().map(simplified).collect::<String>(), "结转下年度继续办理");
        assert_eq!(without_radicals("政府信息公开⼯作⺠主⻓"), "政府信息公开工作民主长");
    }
}
