"""The facts that a fault report states.

Every rule here claims little: a fact read wrongly is never asked for again, while a fact not read costs one press of
a button. Where two rules disagree nothing is claimed. What counts as known follows the labelling of the contracts'
severity facts: a single person who cannot use the system at all is `down` with scope `one`, one dead device among
several is `limited`, a sole device is the whole service, and a bare "won't open" tells no impact.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.triage.clauses import asserted, certain, clauses, corrected
from domain.triage.facts import Data, Facts, Impact, Scope
from domain.triage.knowledge import Knowledge, mask


def _re(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.ASCII)


def stated(text: str) -> tuple[Facts, Knowledge]:
    """What a text that `features.normal` has been through states: the facts, and all that is known."""
    before, after = corrected(text)
    said = asserted(text)
    facts = Facts(data=_data(said, text), security=_security(said, text), workaround=_workaround(text))
    scopes = _scopes(asserted(after), after)
    several = Scope.ONE not in scopes
    impact = _impact(asserted(after), facts, scopes)
    if impact is None and before:
        impact = _impact(asserted(before), facts, scopes)
    facts = replace(facts, impact=impact, scope=next(iter(scopes)) if len(scopes) == 1 else None)
    known = Knowledge.of(facts)
    return facts, known.learned(mask({"scope": _SEVERAL})) if several else known


_SEVERAL = frozenset({Scope.EVERYONE, Scope.MANY})


# --- security -------------------------------------------------------------------------------------------------------

_ATTACK = _re(
    r"病毒(?!库|检测|核酸|科|学|性)|中毒|中招|勒索|木马|蠕虫|被黑|黑客|挖矿|比特币|盗号|冒用|泄[露漏密]",
    r"被(人|谁)?.{0,6}(入侵|攻击|篡改|植入|远程)|让人(家)?(给)?(改了|黑|拿来)|挂(了|上).{0,6}(赌博|博彩|黑链|广告|链接)",
    r"(外部|境外|国外|陌生|没见过的|不认识的|来历不明的?).{0,6}(ip|地址|账号|管理员|登录|的人)",
    r"不是(我|我们|本人)(自己)?(发|操作|干|批|登|建|弄)的|不(用)?登录.{0,4}(也|就)能看|后缀.{0,6}(变|成)|(百度|网上|谷歌).{0,6}搜.{0,3}[到出]",
    r"(点|填)了.{0,16}(密码|附件).{0,16}(就|群发|然后|现在|这会儿)|别人的工资|看到的?是别人的(工资|病历|档案)",
    r"(?<!anti)(?<!anti-)\bvirus(es)?\b|\bransom\w*|\btrojans?\b|\bmalware\b|\bhacked\b|\bhackers?\b|\bhijack\w*|\bbreach\w*|\bintru(der|sion)\w*",
    r"\b(been |keeps? )?logg(ed|ing) in(to)? .{0,30}(abroad|as me|overseas|unknown|foreign|strange\w*)|\bsomeone (else )?(has been|is|was) (in|using|logging)",
    r"\b(data|list|records?|passwords?|names|numbers|addresses|salar\w+) .{0,30}(leaked|on a forum|for sale|on google|visible (on|to) (the )?(public|anyone|internet|outside|everyone))",
    r"\bvisible on the public\b|\bstolen (badge|card|password|account|credentials)|\bdefaced\b|\bwe never sent\b|\bi never sent\b|\bbitcoin\b|\bcrypto ?min\w+",
    r"\banyone with the link\b|\bselling our\b|\bphish\w*.{0,40}(clicked|entered|typed)|\b(opened|clicked) .{0,30}(attachment|link).{0,40}(now|since|then)\b",
)
_NO_ATTACK = _re(
    r"(不是|没有?|排除|未|没发现|没查出|不像)(是)?(发现|查出|中|感染)?.{0,4}(病毒|中毒|入侵|攻击|木马|被黑)|杀(过)?(毒|完毒).{0,8}(没|干净|正常)|查过?毒.{0,6}(没|干净)",
    r"\b(not|no|isn't|wasn't|without) (a |any )?(virus|hack\w*|attack|malware|break-in|breach)|\b(antivirus|virus scan|scan|av) .{0,24}(clean|nothing|clear)|\b(nobody|no one)('s| has)? (been )?(hacked|broken in)",
    r"\bvirus ruled out\b",
)
_PHYSICAL = _re(
    r"停电|断电|跳闸|空开.{0,4}跳|打雷|雷(击|劈|打)|被雷|昨晚的雷|漏水|进水|淹|泡水|水管|老鼠(咬|啃)|挖断|铲断|网线(被|断)|光缆.{0,4}断|施工.{0,10}(断|铲|碰)|(保洁|阿姨).{0,8}(拔|碰|踢)|插头|空调坏|摔(了|坏|碎)|被撞|撞(了|坏|歪|断)|砸|电源(坏|烧)|烧坏|鼓包",
    r"\bpower (cut|failure|outage)|\bmains failure|\bafter the outage|\blightning|\bflood(ed)?\b|\bburst pipe|\bunderwater|\bwater (leak|damage|coming|dripp)\w*|\bdigger|\bcut (through )?(a|the) (cable|fib\w+)|\bunplugged|\bplug out|\bspill\w*|\bcoffee (on|in|over)|\bdropped (it|him|her|on the floor)|\bfell off\b|\bcame down on\b|\bcracked (screen|corner|glass|case|lens|display)\b",
)


def _security(said: str, text: str) -> bool | None:
    if _NO_ATTACK.search(text):
        return False
    if _ATTACK.search(certain(said)) or re.search(
        r"不是(我|我们|本人)(自己)?(发|操作|干|批|登|建|弄)的", text
    ):
        return True
    if _PHYSICAL.search(said) and not _ATTACK.search(text):
        return False
    return None


# --- data -----------------------------------------------------------------------------------------------------------

_THINGS_ZH = r"(录像|录的|记录|数据|病历|病程|文件|资料|附件|档案|文档|照片|邮件|表(?!示)|名单|考勤|台账|纪要|方案|共享盘|文件夹|扫描件|影像|留言|合同|底稿)"
_GONE_ZH = r"(没了|丢了|全没|不见了|清空|消失|空了|不剩|被删|删了|删掉|找不回|0kb|0字节|不翼而飞|变成?空|凭空|格式化|一条都没有|都没有了)"
_THINGS_EN = r"(recordings?|files?|footage|documents?|data|notes?|sheets?|rows|folders?|results|minutes|drafts?|photos|history|records|marks|register|archive|mailbox(es)?|videos|spreadsheets?|register|drive|policy|work)"
_GONE_EN = r"(gone|lost|vanished|disappeared|wiped|deleted|erased|zero length|0 ?kb|overwritten|not there any ?more|didn't survive)"
_LOST = _re(
    _THINGS_ZH + r"[^,。?!]{0,14}" + _GONE_ZH,
    r"(删|清空|格式化|丢)(了|掉).{0,8}" + _THINGS_ZH,
    r"(没了|丢了|不见了|被删了?|删了)的?.{0,4}" + _THINGS_ZH,
    r"(整张|全|整个)表?(都)?空了?|只?剩(下)?(个)?表头|(之前|以前)存的.{0,6}(没|清空|丢)|后缀.{0,6}变|文件.{0,6}(被|全|都)?加密|勒索",
    r"\b" + _THINGS_EN + r"\b[^.!?;]{0,40}\b" + _GONE_EN + r"\b",
    r"\b(lost|wiped|deleted|erased|ate|swallowed)\b[^.!?;,]{0,30}\b" + _THINGS_EN + r"\b",
    r"\b"
    + _THINGS_EN
    + r"\b[^.!?;]{0,30}\b(are|is) (all )?empty\b|\bransom\w*|\bencrypted\b|\bfunny endings\b|\bzero length\b|\bgone for good\b",
    r"\b(half|all) of .{0,30}vanished\b",
)
_NEVER_LOST = _re(
    r"快捷方式|按钮|图标|菜单|入口|选项|功能.{0,4}(没了|不见)|提醒.{0,4}没了|声音没了|画面没了",
    r"\b(button|icon|menu|add-?in|option|tab|toolbar|worklist|logo|cursor|sound|picture) .{0,20}(gone|vanished|disappeared|missing|empty)",
)
_BACKED = _re(
    r"云端还有|有备份|回收站(里)?(有|找)|找回来?了|恢复了|还能(找|恢复)|\b(got|have|found) .{0,20}back\b|\brecovered\b|\brestored\b|\bbackup (has|holds)\b"
)
_AT_RISK = _re(
    r"即将损坏|坏[道块]|坏扇区|硬盘.{0,8}(报警|快坏|预警|告警|亮.?[红黄]灯|要坏)|备份.{0,10}(失败|没成功|没跑|停了|报错|没写|没做成|断了)|raid.{0,8}(降级|degraded)|掉了?一块(硬)?盘",
    r"(差点|怕|可能会?|担心).{0,4}丢|(要|会)?覆盖(掉)?(别人|彼此|对方|同事)|(主备|备机).{0,6}(同步|切).{0,4}(断|不|失败)|阵列.{0,8}(报警|[黄红]灯|告警)",
    r"\bdis[kc]s? .{0,20}(failing|about to fail|failure (warning|predicted)|bad sectors)|\bpredicted fail\w*|\bbad sectors|\braid\b.{0,40}(degraded|one disk|failed)|\bdegraded\b.{0,20}(array|raid|disk|spare)",
    r"\bback-?ups? .{0,24}(fail\w*|not run\w*|stopped|haven't|hasn't|didn't|blank)|\b(nearly|almost) lost\b|\boverwrit\w+ (each other|other people)|\bno spare\b|\bsmart (warning|error)",
    r"\bnothing lost (yet|so far)|\bso far nothing (is |has been )?lost",
)
_SAFE = _re(
    r"数据(都|全|倒|是)?.{0,2}(在(?!哪)|没丢|没少|完好|都对|没问题)|看数据都?对|没丢(东西|数据|文件)?|(没|未)丢失|一(段|条|个|份)(都)?没(少|丢)|云端还有一份",
    r"\b(nothing|no data|no files?|not a (single )?(file|record|byte))('s| is| was| has been)? lost\b(?! (yet|so far))|\bdata('s| is| are) (all )?(there|fine|safe|intact|ok|correct)|\b(footage|files|records|recordings|documents)( is| are|'s) all (there|intact|present|safe)|\blog has every|\bevery (reading|record) is there",
)


def _data(said: str, text: str) -> Data | None:
    stated = certain(said)
    if _SAFE.search(text) and not _AT_RISK.search(text):
        return None if _LOST.search(stated) and not _BACKED.search(text) else Data.SAFE
    lost = _LOST.search(stated)
    if lost and not _NEVER_LOST.search(text) and not _BACKED.search(text):
        return Data.LOST
    return Data.AT_RISK if not lost and _AT_RISK.search(said) and not _LOST.search(said) else None


# --- workaround -----------------------------------------------------------------------------------------------------

_OTHER_WAY = _re(
    r"先(用|拿|挤|靠|另存|手[写动工记抄]|搬了).{0,14}|手[写抄](?!板|签|屏|体|输入|笔|识别)|手输.{0,8}(能|可以|行)|顶着|走人工|手动(放行|抬杆|录|登记|开|办)|靠手|用手一?个|保安.{0,4}(手动|放行|登记)|纸质(登记|单|表|记录|的?办|版先)|别人替我.{0,4}(行|能|可以)",
    r"在.{0,4}(电脑|手机|网页|平台).{0,3}上?(能看|看着|点着看)|(电脑|手机|网页|旧机|老客户端|备用机)(上|端)?(还|倒)?(能看|能用|能传|可以|看得)|用.{1,10}(还行|能行|可以|也行|顶)|让.{1,4}用.{1,6}呢|绕(过去|道|着走)",
    r"\bby hand\b|\b(back )?on paper\b|\b(using|typing|writing|via|doing|working) [^.,]{0,30}\b(for now|instead)\b|\bin the meantime\b|\b(typing|ring|phone|call|use|using|see \w+ on the \w+|on the website|on paper) instead\b(?! of)|\bmanually\b|\b(staff|people|we|i) (go|went|have gone) (round|around)\b|\busing (a|the|my|our|that) \w+('s)? (\w+ )?(for now|instead|meanwhile)|\bso i'm using that\b|\busing the exit\b|\bended up using\b|\bqueue just shifts\b|\brunners\b|\bwe've gone to\b|\bso (there's )?no queue\b",
)
_NO_WAY = _re(
    r"(没有?|无)(别|其他|其它|备用|替代|备选)的?.{0,8}(办法|方案|方式|电脑|门|路|机器|渠道|出口|设备|可走)|没法(绕|替代)|一点办法(都)?没有|又没有别的|没有备用",
    r"\bno other way\b|\bno way (a?round|of)\b|\bno (fallback|backup plan|plan b|alternative|workaround|other (option|route|system|entrance|machine))\b|\bnothing else to\b|\bcompletely stuck\b",
)


_WAY_DOUBTED = _re(
    r"(能不能|可不可以|有没有办法|怎么|想|希望|能否)[^,。]{0,4}(先|手动|人工|手写)|(先|手动|手写|人工|手工)[^。]{0,14}(也|还是)?(不行|没用|不了|不管用|来不及)",
    r"\b(can|could|should|may) (we|i) [^.]{0,20}(by hand|instead|manually|on paper)|\b(by hand|manually|instead|on paper)\b[^.]{0,20}\b(doesn't|didn't|won't|either|impossible|no good)\b",
)


def _workaround(text: str) -> bool | None:
    no, yes = _NO_WAY.search(text), _OTHER_WAY.search(text)
    if (no and yes) or (yes and _WAY_DOUBTED.search(text)):
        return None
    return False if no else True if yes else None


# --- scope ----------------------------------------------------------------------------------------------------------

_NUMBER_ZH = (
    r"(好几|几|两三|三四|五六|七八|十几|几十|好些|不少|许多|多|[二两三四五六七八九十百]+|[2-9]|\d{2,})"
)
_HIT_ZH = r"(科室|科(?!技)|处室|处|部门|学校|医生|护士|老师|同事|同学|学生|孩子|人(?!民)|用户|窗口|诊室|病区|病房|会议室|教室|班级|摄像头|门(?!诊)|闸机|终端|电脑|机器|机子|食堂|分会场|手术室|校区|单位|客户|家长|卡)"
_ONLY_ONE = _re(
    r"(就|只有|仅|单单?|只)(是)?(我|咱)(自己|一个人|这台|这一台|这边|的|一台|们这一台)|就我们这一台|就[这那]一(?!批|片)|(就|只有)我[^们]|也就.{1,8}一个人",
    r"(别人|同事|隔壁|其[他它余]人|同屋|其他(的)?(医生|老师|护士|同事|科室|人|用户|电脑)|别的(科室|电脑|同事|人)|旁边(那台|那个|同事|的人|电脑|几台)?)(的|科室|单位|办公室|那台)?(说)?(他们)?(那边)?(都|全|却|就)?(没事|正常|没问题|能(?!不能)|可以(?!不)|好好的|好着|行(?!不行)|没这)",
    r"\b(just|only) (me|mine|my|this one|this (pc|laptop|desk|machine))\b|\bonly mine\b|\b(everyone|everybody) else(s|'s)? [^.,!?]{0,16}(fine|ok|okay|good|works?)\b(?! either)|\bthe (desktop|one|pc|machine) (next to|beside) .{0,8}(is|works) (fine|ok)",
    r"\b(colleagues?|neighbou?rs?)('s?|s')? (\w+ )?(are |is |have )?(fine|ok|okay|works?|do|does|can|no (problems?|trouble))\b(?!'t|not| not| either|n't)",
)
_DEVICE_ZH = r"(摄像头|探头|录像机|打印机|门禁机|读卡器|扫码枪|人脸机|大屏|屏|投影|麦克风|话筒|电脑|平板|硬盘|闸机|道闸|自助机|显示器|触摸屏|中控|指纹机|电视|门磁|通道|窗口|灯|按键|喇叭|机)"
_ONE_DEVICE = _re(
    r"[这那](一)?(台|路|块|根|扇|支|把|间|部|只)|(\d+|[一二三四五六七八九十])号.{0,6}"
    + _DEVICE_ZH
    + r"|有(一)?个按键|有一?(台|路|块|扇|间)(?!.{0,8}(还|正常|好))|那个"
    + _DEVICE_ZH
    + r"|设备:[^,。 ]{1,8}1台",
    r"\bone of (the|our) [a-z]+('s?)?\b|\bon one (machine|pc|device|screen|camera)\b|\b(camera|reader|door|kiosk|channel|projector|printer|lane|turnstile|monitor|screen|checkout number|self-checkout|till|scanner|pump|lift|panel) (no\.? ?|number )?\d+\b(?! (to|and|of))",
    r"\b(printer|camera|cam|reader|scanner|projector|kiosk|panel|turnstile|intercom|microphone|tablet|laptop|copier|photocopier|handset|phone|display|tv|monitor|fingerprint pad|pad|light)( \w+)? (at|in|on|by|over|near) (the )?[a-z]\w*",
    r"\b(lobby|reception|pharmacy|boardroom|canteen|kitchen|storeroom|ward|office|hall|roof|side|front|back|upstairs|downstairs|library|theatre|desk) (door )?(printer|camera|cam|reader|scanner|projector|kiosk|panel|turnstile|intercom|mic|microphone|tablet|laptop|copier|display|tv|monitor|channel|phone)\b(?!s)",
    r"\bmy (desk )?(laptop|pc|computer|phone|tablet|badge|card|account|login|workstation|desktop|mouse|keyboard|screen|monitor)\b",
)
_OTHERS_FINE = _re(
    r"(另外|其[他它余]|剩下|别的|旁边|老卡)[^,。?不没也坏]{0,8}(正常|好着|没事|没问题|没毛病|清楚|能用|可以|好用|有画面|都行|照常|没这|都有)",
    r"\b(the )?(others?|rest|other \w+|remaining \w+)( of \w+)? ((are|is|were|look|seem) (all )?(fine|ok|okay|good|normal|clear|working|happy)|works? (fine|ok|as usual)?|list \w+ as usual|do\b(?!n't)|carry on)|\b\d+ and \d+ (do|are|work)\b|\bthan on the others\b",
)
_EVERYONE = _re(
    r"(?<![给向])全(局|院|校|县|市|单位|公司|厂|楼|所(?!有)|馆|镇|乡|员(?!工)|区(?!域)|线瘫|行(?!业)|网)(?!的?(培训|通知))|所有(的)?(人|用户|科室|部门|处室|学校|窗口|门|摄像头|画面|电脑|终端|医生|护士|老师|分会场|食堂|病区|病房|设备|屏|通道|闸机|监控|同事|员工)",
    r"整(个|栋|座)(单位|医院|学校|公司|大?楼|校区|院区|局|机关|内网|园区)|每(个人|户|台|间|一路|张床|个科室?|个部门)都|大家.{0,4}都(?!不会)|谁都|哪个(处|科室?|部门|人)都|没有?(一个)?人能|一个(人|画面|摄像头)?都(没有|没画面|进不去|登不上|打不开|看不)|一路画面都|集体(黑屏|掉线|断|离线|罢工)|\d+路都一样|无一幸免|谁的.{1,4}都能",
    r"(食堂|院|校|单位|我们|这里|楼里?|这边)就(有)?(这么|这)?一(台|个|条|部|套)(?!人)|一共就一|总共就一|唯一(的)?(一?台|一?个|入口|通道|服务器|录像机|出口|一条)",
    r"\b(everyone|everybody)\b(?! else)(?!'s else)|\b(nobody|no one)\b .{0,20}\b(can|could|is able|gets? in|gets? through|able)\b|\bfor all of us\b|\ball of us\b|\bfor any(body|one)\b",
    r"\b(whole|entire) (hospital|office|site|building|school|company|council|campus|organi[sz]ation|ministry|clinic|bureau|town hall|plant|factory|college)\b|\b(across|throughout|all over) (the )?(hospital|site|campus|company|council|building|school|whole|organi[sz]ation)\b|\b(site|hospital|company|campus|school|building)-?wide\b",
    r"\ball (the |our |of the |of our )?((two|three|four|five|six|seven|eight|nine|ten|twelve|\d+) )?((meeting|kitchen|ward) )?(cameras|doors|feeds|screens|phones|users|staff|wards|rooms|clinics|departments|sites|offices|readers|channels|tills|kiosks|gates|turnstiles|tablets)\b(?! (ok|okay|fine))|\bevery (door|camera|screen|ward|user|phone|pc|room|department|member|site|single (user|camera|door|pc|screen|phone))\b",
    r"\bno (maglock|door|camera|reader|screen|phone|feed) (in|on|at) the (building|site|hospital|school|house)|\bnone of the (cameras|doors|staff|users|phones|tills|screens|readers)\b|\bnot one (intercom|camera|door|screen|phone|reader|page|feed)\b|\b(our|the) only \w+|\bfor the only\b|\bsame for everyone\b",
)
_MANY = _re(
    r"(?<!另外)(?<!其他)(?<!其它)(?<!剩下)(?<!第)"
    + _NUMBER_ZH
    + r"(多)?(个|台|间|位|名|路|块|家|张|扇)"
    + _HIT_ZH
    + r"?(?=.{0,14}(都|也|全|反映|说|来|没|不|被|掉|病历|受|在|同时|碰|遇|刷|发|收|的))(?!.{0,6}(正常|好着|没事|没问题|清楚))",
    _NUMBER_ZH
    + r"(多)?个?(处室|科室|医生|护士|老师|同事|部门|学校|窗口|病区|分会场|食堂|教室|班|学生|手术室)(?!.{0,6}(正常|没事))",
    r"同事.{0,3}也(?!没事|正常|行|能|可以|好)|我和(同事|对桌|隔壁|老)|(隔壁|别的科室?|其他科室?|其他人)也(?!没事|正常|能|行|可以|好)|整个(科|病区|楼层|部门|班|年级|处|科室)|全(科|班|处|组|病区|年级)(?!的方案|技)|各(校|科室?|处室|部门|窗口|学校)都|家长群里",
    r"\b(several|many|most|two|three|four|five|six|seven|eight|nine|ten|a dozen|dozens of|a couple of|a few|some|both|multiple|half( of)?( the| our)?|\d{2,}|[2-9])( other)?( of (the|our))?( \w+)? (people|users|colleagues|staff|wards|departments|teams|rooms|doors|readers|cameras|screens|pcs|machines|tablets|phones|desks|floors|offices|clinics|clerks|nurses|doctors|pupils|kids|classes|customers|sites|tills|feeds|workstations|laptops|registrars|monitors|kiosks)\b(?! (are|is|work|were)? ?(fine|ok|okay|as usual))",
    r"\bnot (just|only) (me|mine|us)\b|\bme and (two|three|my|some|a few|others|everyone)\b|\bwhole (\w+ )?(team|department|ward|floor|class|wing|corridor|section|unit)\b|\ball of (finance|legal|hr|accounts|ward \w+|my team)\b|\bfloors \d+ to \d+\b|\bevery desk in\b|\bboth bays\b|\b(users|staff|nurses|teachers|parents|doctors|colleagues) (can't|cannot|can not|report|complain|all)\b|\b[2-9]\d* of [2-9]\d* \w*|\b(two|three|four|five|six|seven|eight|nine) of (\w+) (tills|cameras|doors|readers)",
)


_ALL_OF_THEM = _re(
    r"(都|全)(是|不|没|打|登|黑|离线|这样|一样|在|报|卡|掉|坏)|无一|统统|一起",
    r"\b(all|every|everyone|everybody|none|nobody|entire)\b",
)
_PART_OF_SITE = _re(
    r"[我本这]们?(科|处|部门|班|组|病区|楼层|办公室|年级)|(科|处|班|组)里|全(科|班|处|组|病区|年级)",
    r"\b(my|our|this|the) (\w+ )?(team|ward|department|floor|class|wing|unit|section|desk|room)\b|\b(in|of) (finance|legal|hr|accounts|outpatients|radiology|pharmacy|the lab)\b|\bjust (the )?\w+",
)
_PART = _re(
    r"好几|几个|两三|有的|有些|部分|一半|同事.{0,3}也|我和|整个(科|病区|楼层|部门|班|年级|处|科室)",
    r"\b(several|some|a few|a couple|two|three|four|half|most of|many of|whole (\w+ )?(team|department|ward|floor|class|wing|corridor)|me and)\b",
)
_NOT_JUST_ME = _re(r"不(只|光|止|仅)是?我", r"\bnot (just|only) (me|mine|us)\b")
_SOLE = _re(
    r"就(有|这么)一|一共就|总共就|唯一|就一(台|个|条|套)",
    r"\bonly (one|entrance|reader|door|way)\b|\b(our|the) only\b|\bsole\b",
)
_ONLY_WORKS = _re(
    r"(就|只有|只剩|仅)[^,。]{0,8}(还)?(能用|正常|好着|可以|有画面|没事|能看|能登|能打)",
    r"\bonly [^.,]{1,24}(works?|is (fine|ok|up)|still (works|runs))\b",
)
_UNSURE_WHO = _re(
    r"(别人|其他人|其他科室|同事|别的科室?|隔壁)[^,。]{0,6}(不知道|不清楚|不确定|没问|吗|怎么样|会不会|是不是|能不能|行不行)|不知道(别人|其他人|其他科室|同事|别的)",
    r"\b(don't know|not sure|no idea|haven't asked) (if|whether|about)\b[^.]{0,20}\b(others?|colleagues|everyone|anyone|rest)\b|\bis (it|this) (just|only) (me|us)\b",
)
_CENTRAL = _re(
    r"录像机|服务器|主机|控制器|交换机|平台|中控|发药机|机房",
    r"\b(recorder|nvr|server|controller|switch|gateway|main|central)\b",
)


def _scopes(said: str, text: str) -> frozenset[Scope]:
    """The scopes that the text leaves possible."""
    open_, several = frozenset(Scope), _SEVERAL
    everyone = bool(_EVERYONE.search(said))
    many = bool(_MANY.search(said) or _NOT_JUST_ME.search(text))
    device = bool(_ONE_DEVICE.search(said))
    others, only = bool(_OTHERS_FINE.search(text)), bool(_ONLY_ONE.search(said))
    if _ONLY_WORKS.search(said) or _UNSURE_WHO.search(text):
        return open_
    if only or others:
        alone = (only or device) and not everyone and not many and not _SOLE.search(said)
        return frozenset({Scope.ONE}) if alone else several if many and not device and not only else open_
    if _SOLE.search(said):
        return frozenset({Scope.EVERYONE}) if everyone or not many else open_
    if everyone and device:
        return open_
    if everyone:
        return several if _PART_OF_SITE.search(said) or many else frozenset({Scope.EVERYONE})
    if many:
        exactly = _PART.search(said) and not _ALL_OF_THEM.search(said) and not device
        return frozenset({Scope.MANY}) if exactly else open_ if device else several
    small = device and not _CENTRAL.search(said) and (_SLIGHT.search(said) or _OTHER_WAY.search(said))
    return frozenset({Scope.ONE}) if small else open_


# --- impact ---------------------------------------------------------------------------------------------------------

_SYSTEM_ZH = r"(系统|平台|oa|his|pacs|lis|emr|内网|外网|官网|门户(网站)?|服务器|网站|监控|办公网|电子病历|邮件系统|协同办公)"
_UNUSABLE_ZH = r"(打不开|登不上|登不进|上不去|进不去|用不了|连不上|访问不了|没法用|不能用|登录不了|登陆不了|无法(登录|访问|使用|打开)|50[0234])"
_DOWN = _re(
    r"瘫痪|瘫了|宕机(?!的|那|原因)|停摆|全停|全线(断|停|瘫)|"
    + _SYSTEM_ZH
    + r"[^,。?里页菜单模块功能附件]{0,6}(挂了|崩了|宕了|趴了|废了|罢工|死了|歇菜)",
    r"(?<!个)" + _SYSTEM_ZH + r"[^,。?!里页菜单模块功能附件的时好偶经常老]{0,10}" + _UNUSABLE_ZH,
    _UNUSABLE_ZH + r"(我们的?|单位的?)?" + _SYSTEM_ZH + r"(?!里|的|上的)",
    r"(全(院|校|局|单位|楼|县|公司)|所有(人|科室|门|摄像头|画面|窗口)|整(栋|个)(楼|单位|医院|学校)).{0,14}(打不开|进不去|登不上|用不了|停了|断网|没画面|刷不开|开不了|没网|离线|瘫|黑屏|出不来)",
    r"一(个|路)画面都(没有|看不到)|没有?人能(登|进|打|用)|谁都(登|进|打|连|用)不|(收费|挂号|门诊|业务|窗口)(都|全)停|集体(黑屏|离线|断网)|全部离线|所有画面都没有|什么都(打不开|用不了|干不了)",
    r"账号.{0,8}(登[录陆路]?|一登).{0,10}(错误|不了|不上|锁)|(公文|办公|医生站)系统就?被踢|一进.{1,6}系统就被踢",
    r"(?<!not )(?<!camera )\b(system|platform|intranet|servers?|network|emr|his|oa|pacs|lis|ris|portal|website|e?mail|internet|database|dispatch|everything|whole thing|access control)( server)?( is| are| has| have|'s|s)?( completely| totally| just| all| now| been| gone| went)*( is| are)? (down(?! for)|offline|dead|crashed|unreachable|unavailable|unusable|kaput|toast)\b(?! (for|on monday|last|yesterday))",
    r"\b(nobody|no ?one)\b[^.,]{0,24}\bcan(not|'t)? (log ?in|get in|open|use|work|raise|access|connect|chart|see)|\bno images? loads?\b|\bnothing (loads|works|opens|moves|connects) (at all|anywhere|any ?more|in|for)|\bcan('t|not) (open|save|use|do)( or (open|save|use))? anything\b|\bwon't unlock for any(body|one)\b|\bevery door (just )?swings\b|\bnot one intercom\b",
    r"\bmy account (is|got|has been) (locked|disabled|blocked)\b|\bserver did not\b|\bstopped dispensing altogether\b|\bdead across\b",
)
_SEVERE = _re(
    r"(卡|慢)(死|爆)了?.{0,4}(半天|一下|全|都)|(慢|卡)得(要死|不行|没法|厉害|要命)|(每|一)点一下.{0,6}等|(要|得)等.{0,4}(两三|几|十几|[一二三四五六七八九十\d]+)(多)?分钟|转.{0,4}(几|[一二三四五六七八九十\d]+)(多)?分钟|半天(动|才动|没反应)|时好时坏|时断时续|(经常|老是?|总是?|动不动就?|频繁|反复)(卡死|掉线|闪退|断线|死机|断开|崩)|基本(动不了|不能用|没法用)|每隔.{1,10}(掉|断|卡|退)|卡成|十次有[六七八九]次",
    r"一半(以上)?(的)?.{0,8}(不|没|离线|黑|掉|白屏)|全(部|都)?(错位|乱套|错乱|串)|(越来越|特别|非常|极其|巨)(慢|卡)|一条(告警|报警)都不出",
    r"\bcrawl\w*|\b(very|really|painfully|unbearably|extremely|so|terribly|awfully|desperately) slow\b|\b(takes?|took|taking) (about |over |nearly )?(\d+|two|three|four|five|six|ten|several) min\w*|\bkeeps? (crashing|freezing|dropping|disconnecting|rebooting|restarting)\b|\b(freezes?|crash(es)?|drops?|dropping) (out )?every (few|\d+|couple|ten|five)|\bdrop(s|ping)? in and out\b|\bpatchy\b|\bhalf (of )?the (picture|cameras|badge readers|readers|screens|doors|feeds|tablets)\b|\becho so bad\b|\b(wrong|another) (doctor|patient|person)('s)?( name)?\b|\bevery five seconds\b",
)
_WEAK = _re(
    r"有点|偶尔|稍微|轻微|一点点|还行|有时候?|个别|凑合|几秒|\b(a bit|a little|slightly|now and then|sometimes|occasionally|once in a while|touch|tiny)\b"
)
_LIMITED = _re(
    r"(打印|导出|扫码|扫描|投屏|盖章|签章|公章|附件|搜索|短信|提醒|推送|通知|读卡|轮播|回放|下载|复印|语音|医保卡|扫腕带)[^,。?!]{0,12}(不了|不出来?|失败|没反[应映]|不上去?|报错|不动|不到|收不到|乱码|缺|读不了|用不了|坏)",
    r"(收不到|读不了|打不出|导不出|盖不了|扫不了|传不上)[^,。?!]{0,8}|(导出|打印)(来|出来)的.{0,8}(乱码|空白|缺|少)",
    r"\b(print(ing|s)?|export(ing|s)?|scann?(er|ing|s)|upload(ing|s)?|search|notifications?|attachments?|add-in|e-sign\w*|playback|mail merge|dictation|spell ?check|thumbnails?|button)\b[^.,!?]{0,40}\b(fails?|broken|doesn't|does nothing|done nothing|stopped|dead|vanished|greyed out|won't|no longer|error|gone|crash\w*|stutters?)\b",
    r"\bcan('t|not| not) (print|export|scan|upload|search|download|attach)\b|\bdoesn't get notifications\b|\bone p[ae]rticular (file|document)\b",
)
_REST_WORKS = _re(
    r"(其[他它余]|别的)(的)?(功能|菜单|步骤|模块|一切|操作|文件|都|页面)(都|也)?.{0,3}(正常|没问题|没毛病|能走|没事|好的|可以|能用|行)|别的(没|都)(毛病|问题|正常|好)",
    r"\b(everything|anything) else (is |still )?(works|prints|fine|ok|opens|runs)|\bother (functions|files|pages|menus|parts|features|modules) (are )?(ok|okay|fine|work)|\brest (of it |is |are )?(fine|works|ok|okay)|\bsame (file|page) is fine\b",
)
_BROKEN_DEVICE = _re(
    r"黑屏|离线|没信号|坏了|不亮|没反[应映]|死机|花屏|糊|倒|歪|不动|刷不开|失灵|打不[开着]|打出来淡|吞了|不转|罢工|离线|报未关|没画面|不灵|开不了机|读不",
    r"\b(dead|black|offline|broken|blank|frozen|upside down|lets? nobody through|no signal|no picture|won't|doesn't open|doesn't turn|doesn't work|reads no|empty|stuck|stutters|faulty|reboot\w*|out of order|stopped working|fails)\b",
)
_SLIGHT = _re(
    r"(不|没(啥|什么)?)影响(?!.{0,4}(吗|么))|不碍事|不耽误|没(啥|什么)大事|无所谓|无伤大雅|凑合|错别字|看着(别扭|难受|乱|不舒服|不顺眼)|就是(不好看|难看|看着)|强迫症|认得出|能听见|(点掉|刷新一下|再点一次)就好|不着急|能忍|挺搞笑|没差|问题不大|小毛病|版权年份|忽大忽小|不咋地但能用",
    r"\bcosmetic\b|\bno (biggie|big deal|rush|hurry|impact|harm)\b|\bminor\b|\bnot (blocking|urgent)\b|\bharmless\b(?! i suppose)|\b(but|still) (usable|readable|watchable|legible)\b|\btypo\b|\bspelling\b|\bget used to it\b|\bnobody minds\b|\botherwise fine\b|\beverything works\b|\bopens every time\b|\bwatchable\b|\bpurely\b|\blooks silly\b|\bannoying\b|\bwhenever suits\b|\beasy to guess\b|\btouch works\b|\bcalls are fine\b|\bjust ugly\b|\bdoesn't bother\b|\bplays? twice\b|\ba frame off\b|\bview is fine\b|\bafter that it's perfect\b",
)
_NORMAL_USE = _re(
    r"(目前|现在|当前|暂时|今天一直|后面|系统).{0,4}(业务|使用|系统|都|一直|用着|服务)?.{0,2}正常(?!吗)|(users|staff|people) (haven't|have not) noticed|\b(all|everything)( services)? (is |are |runs )?normal\b|\bplays back ok\b",
)
_PAST = _re(
    r"(断|停|挂|卡|掉|崩|宕|抖|重启)了?(一会儿?|.{0,8}(分钟|秒|小时)).{0,24}(好了|恢复|正常|没再)|(后来|现在|随后)(又)?(自己|就|都)?(好了|恢复了|正常了)|一直正常|后面(都)?正常",
    r"\b(fine|good|ok|okay|stable) (now|since|again)\b|\bback (now|by itself|up now|to normal)\b|\b(and|then|but) (it )?came back\b|\bcame back (up|by itself|on its own)\b|\bworking since\b|\ball good since\b|\bhas behaved since\b|\brecovered\b",
)
_RECURS = _re(r"又(来|犯|不行|掉|断|挂|卡|坏)|第[二三四五六]次|\b(back and worse|again)\b")
_MINUTES = _re(r"\b(just|only) crawling\b")


def _impact(said: str, facts: Facts, scopes: frozenset[Scope]) -> Impact | None:
    if _PAST.search(said) and not _RECURS.search(said):
        return Impact.SLIGHT if not _MINUTES.search(said) and facts.data in {None, Data.SAFE} else None
    weak = bool(_WEAK.search(said))
    rest = bool(_REST_WORKS.search(said))
    found = set[Impact]()
    if _DOWN.search(said) and not rest and not weak:
        found.add(Impact.DOWN)
    if (_SEVERE.search(said) or _mostly_out(said)) and not weak and not _OWN_PC.search(said):
        found.add(Impact.SEVERE)
    if _SLIGHT.search(said) and facts.security is not True and facts.data is not Data.LOST:
        found.add(Impact.SLIGHT)
    if not found and facts.data is Data.AT_RISK and facts.security is not True and _NORMAL_USE.search(said):
        return Impact.SLIGHT
    if found:
        return found.pop() if len(found) == 1 else None
    if facts.security or facts.data is Data.LOST or weak:
        return None
    if Scope.ONE not in scopes:
        return Impact.LIMITED if rest and _LIMITED.search(said) else None
    one_device = scopes == {Scope.ONE} and _ONE_DEVICE.search(said) and not _OWN_PC.search(said)
    bounded = rest or facts.workaround or scopes == {Scope.ONE}
    if (bounded and _LIMITED.search(said)) or (rest and _BROKEN_DEVICE.search(said)):
        return Impact.LIMITED
    return (
        Impact.LIMITED if one_device and _BROKEN_DEVICE.search(said) and _OTHERS_FINE.search(said) else None
    )


_OWN_PC = _re(r"电脑|主机|笔记本|工作站|\b(laptop|pc|computer|workstation|desktop)\b|\bmy\b")
_OF = _re(
    r"(\d+)(?:个|路|台)?(?:摄像头|探头|门|屏|窗口|教室|闸机|画面)[^,。\d]{0,4}[掉坏黑离断没](?:线|了)?(\d+)",
    r"\b(\d+) of (\d+) (?:\w+ )?(?:are |is )?(?:dark|dead|down|offline|out|black|frozen|gone)",
)


def _mostly_out(said: str) -> bool:
    found = _OF.search(said)
    if not found:
        return False
    numbers = sorted(int(n) for n in found.groups() if n)
    return len(numbers) == 2 and numbers[0] < numbers[1] <= 2 * numbers[0]
