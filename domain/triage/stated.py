"""The facts that a text states, by careful patterns: what is doubtful is left to a question.

Each fact has patterns that assert it and patterns that make the assertion doubtful (a negation, another device that
works, a question about the past). A wrong claim costs more than a question: the level would be wrong without asking.
"""

from __future__ import annotations

import re

from domain.triage.facts import Data, Facts, Impact, Scope


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_SECURITY = _any(
    r"勒索|比特币|中(了)?病毒|中毒|木马|被(黑|入侵|攻击|篡改|盗)|挂了.{0,4}链接|入侵|(外部|境外|陌生|不明).{0,4}ip|盗用|撞库"
    r"|有人用我的(账|帐)号|后缀.{0,6}变成|泄[露漏]",
    r"ransom|bitcoin|trojan|malware|hacked|hijack|defaced|intru(der|sion)|phished|breach(ed)? (of|into)"
    r"|(got|have|has|found|is) (a |the )?virus|logg(ed|ing) into (our|my) .{0,20}from abroad|someone (has been|is) (logging|using) ",
)
_NO_SECURITY = _any(
    r"(杀过?毒|查毒|扫描).{0,8}(没|未|无)", r"(停电|跳闸|打雷|雷击|断电|进水|漏水|空调坏)",
    r"antivirus (came back|is|was|found|says) (clean|nothing|no )|not a virus|no virus|scan(ned)? clean",
    r"power (cut|outage|failure|came back)|mains failure|lightning|flooded|water leak",
)  # fmt: skip
_SECURITY_DOUBT = _any(
    r"是不是.{0,6}(病毒|中毒|被黑)|会不会.{0,6}(病毒|中毒|被黑)|怀疑|拦截",
    r"could it be|is (it|this) a virus|might be|maybe a virus|blocked it",
)

_LOST = _any(
    r"(记录|数据|文件|病历|录像|档案|附件|资料|照片|表格?|内容)[^,。;!?]{0,14}(全没了|都没了|没了|丢了|丢失了?|被清空|清空了|不见了|空了|一条不剩|变成0kb)",
    r"(are|is|have|has) (all |just |simply )?(gone|vanished|wiped|been wiped|been deleted|disappeared)\b",
    r"ate the (whole|entire)|every(thing)? .{0,20}(was|is|got) (deleted|wiped)",
)
_LOST_DOUBT = _any(
    r"没丢|没有丢|不会丢|怕丢|怕.{0,4}(丢|没)|差点|画面|信号|声音|按钮|图标|菜单|图像",
    r"nothing (is |was )?(lost|gone)|not gone|nearly|afraid|worried|icon|button|sound|signal|picture|menu|message|error",
)
_SAFE = _any(
    r"(没|未|没有)(丢|少)(数据|东西|文件|一条|一段)?|数据(都|全)?(在|没少|没丢|是?对的|正常|完整)|一段没少|核对过.{0,6}没少|没丢东西|内容都全",
    r"nothing (has been |was |is )?(lost|missing)|no data (has been |was |is )?lost|data (is|are|is all|all) (fine|there|safe|intact)"
    r"|footage is all there|all (the )?(data|records|files) (are|is) (there|intact|safe)",
)
_SAFE_DOUBT = _any(r"so far|目前|暂时|怕|不敢|don't trust|yet")
_AT_RISK = _any(
    r"(硬盘|磁盘|阵列|raid)[^,。;]{0,10}(即将损坏|坏道|预警|告警|降级|掉了一块|坏了一块)|坏块|备份.{0,8}(失败|没成功|一直没|都没)",
    r"(raid|array).{0,20}degraded|backups?[^.,;]{0,20}(fail(ed|ing|s)?|not run|haven't)|disk.{0,12}(about to fail|failing|predict)",
)

_DOWN = _any(
    r"(整个|全|所有|一个|一路|一台|哪个|谁)[^,。;!?]{0,10}(都)?(登不上|上不去|打不开|用不了|进不去|连不上|看不到|刷不开|没画面|没有画面|都没有|瘫痪|不能用)",
    r"瘫痪|全停了?|(系统|平台|his|pacs|oa|lis|内网|网络|服务器|数据库|网站|门户)(挂了|崩了|宕机|宕了|死机了)|起不来了?$|一张都(调|打)不",
    r"\b(is|are|went|gone|completely|totally|all|whole|entire|whole system) down\b|^[\w ]{2,30} down[.! ]*$"
    r"|\b(nobody|no one|none of us)\b[^.;!?]{0,40}\b(can|is able|could|gets?)\b|nothing (works|loads|opens)|(doesn't|does not|won't) (start|boot|turn on) (at all|any ?more)?[^.]*\b(whole|everyone|everything)",
)
_DOWN_DOUBT = _any(
    r"不是.{0,6}(打不开|挂|崩|瘫)|没(挂|崩|瘫)|(其他|其它|别的|另外|剩下|隔壁|同事).{0,8}(正常|都?能|可以|没事|有画面|没问题)|差点|昨天|上个?(月|周|次)|恢复|后来|好了"
    r"|有时|偶尔|经常|时好时坏|一会|除了|只有|就我|我这|半|慢|卡",
    r"not down|isn't down|was down|went down|came back|since then|other|rest|but |except|only|just |half|some(times)?\b|slow|crawl|every few|on and off",
)
_SEVERE = _any(
    r"(卡死|很卡|特别卡|卡得|慢得|巨慢|特别慢|非常慢)|(要等|得等|转圈).{0,4}(\d+|[一二两三四五六七八九十几半]+)(分钟|多分钟)|时好时坏|全乱(套)?了|(掉|坏|黑|挂)了?(一半|大半|\d+个)",
    r"\bcrawling\b|unusably slow|takes? (\w+ )?(minutes|ages|forever)|freez(es|ing) every|drop(s|ping)? (in and )?out all (day|the time)"
    r"|double[- ]book|wrong (doctor|patient|person|department)",
)
_SEVERE_DOUBT = _any(
    r"有时|偶尔|只有|就我|其他.{0,4}(正常|没事)|还行|凑合|不影响",
    r"only|just (my|one)|sometimes|a bit|usable|others? (are|is) fine|rest (are|is) fine",
)
_SLIGHT = _any(
    r"不影响(使用|看|办事|用|刷|工作|业务)|没啥大事|不着急|错别字|别扭|看着乱|有点(虚|小|慢|歪|偏|暗)|不碍事|不耽误|将就|凑合能",
    r"(no|not any) (rush|hurry)|cosmetic|typo|looks? (silly|odd|ugly)|annoying,? (but )?not|everything (still )?works|just letting you know|otherwise fine|not urgent|a bit (dim|slow|quiet|faint|loud)",
)
_SLIGHT_DOUBT = _any(
    r"打不开|登不上|没有画面|黑屏|丢|硬盘|备份|报警|急|影响(了|很)|瘫",
    r"\bdown\b|can't|cannot|unable|lost|urgent|dead|backup|won't|not working|stopp?ed",
)
_LIMITED = _any(
    r"(其他|其它|别的|另外的?|剩下的?)[^,。;!?]{0,8}(都|全)?(正常|没事|没问题|都能|能用|有画面|可以|好的)",
    r"\b(the )?(rest|others?|other (ones|three|two|cameras?|machines?|files?|doors?|rooms?|printers?)|everything else)\b[^.;!?]{0,12}\b(are|is|work|works|prints?|open|opens|seem)\b[^.;!?]{0,8}(fine|ok|okay|normal|good|as usual|well)?",
)
_LIMITED_DOUBT = _any(
    r"不影响|登不上|登录|账号|密码|打不开系统|整个|所有|掉了\d|一半|半数|半|卡|慢|丢|硬盘|备份|病毒|别扭|小问题|没啥|线|虚|暗|时间|错别字|数据|几个|好几",
    r"slow|half|most|account|log ?in|log on|locked|lost|virus|backup|dim|cosmetic|rattl|typo|every|all |several|intranet|laptop|my (pc|computer)|data|records",
)

_ALL = _any(
    r"(全|整个?)(校|院|单位|公司|楼|局|县|区|部门|科室|处|厂|员|体)|所有(人|科室|部门|学校|员工|同事|窗口|门诊|的?电脑|的?摄像头|画面)|大家都|谁都|没(有)?(一个)?人能|各(科室?|部门|处室|校|单位|班级?)都|一个画面都没|一路画面都",
    r"\b(everyone|everybody|nobody|no one|the whole (office|school|hospital|company|building|floor|site|clinic|ward|department|team)|entire (office|school|hospital|company|building|site)|all (users|staff|wards|clinics|rooms|departments|of us)|every (ward|room|door|user|department|pc|screen)|hospital-wide|company-wide)\b",
)
_ALL_DOUBT = _any(
    r"(不|没)影响|除了|其他.{0,6}(正常|可以)|就我|只有|我(这|自己)|等着|反映|不是(全|所有|整个)",
    r"except|only|just|apart from|other|not everyone|isn't everyone|waiting|knows|tells|has noticed|complain",
)
_MANY = _any(
    r"(好几|几|两|三|四|五|六|七八?|八|九|十来?|十几|多|不少|许多|[2-9]|\d\d+)个?(人|科室|部门|同事|处室|病区|老师|医生|护士|校区?|学校|诊室|窗口)[^,。;]{0,8}(都|也|反映|碰到|遇到|说|同样)",
    r"\b(several|a few|many|two|three|four|five|six|seven|eight|ten|a dozen|lots of|some of us|multiple|\d\d?)\b (of us|people|users|colleagues|departments|offices|doctors|nurses|teachers|clinics|wards|staff)\b[^.;]{0,30}(same|have|see|report|notic|can't|cannot|are|get|hit)",
)
_MANY_DOUBT = _any(r"等着|培训|其他|除了|就我|只有", r"waiting|only|just|other|except|train")
_ONE = _any(
    r"就我(这)?(一)?(台|个|这|们这一台|自己|的)?|只有(我|这)(一)?(台|个|这|自己)?|单单我|唯独我|(隔壁|同事|别人|其他(人|同事|老师|医生|科室)|旁边)[^,。;!?]{0,8}(都)?(正常|可以|没事|能|没问题|不会)",
    r"(its|it's|is|only|just) (just )?(me|my (pc|laptop|computer|account|machine|phone|card|screen))\b|only (mine|one)\b|one of (the|our)\b|(colleagues?|others?|everyone else|everybody else|the (pc|desktop|machine|one) next)[^.;!?]{0,20}(fine|can|ok|works?|do)\b",
)
_ONE_DOUBT = _any(
    r"好几|几个人|两台|几台|大家|全|一台.{0,4}(录像机|服务器|主机|控制器)|就这么一台|唯一",
    r"two|several|everyone (is|has|can't)|all of|whole|the only|our only|cameras|doors|readers",
)

_WAY_ROUND = _any(
    r"(先|暂时|现在|只好|只能|就)(都)?(先)?(用|拿|在|手(写|动|工|输)|改用|换|借|走|另存)[^,。;!?]{0,14}(着|用|顶|办|看|记|打|放行|输|代替)|手(输|写|动|工)[^,。;!?]{0,10}(能|可以|着|先顶|放行)|电脑上能|别人替我",
    r"\b(using|use) (that|the (other|website|desktop|paper|side)|another|paper|a (spare|different))\b|typing (it|them|instead|numbers|by hand)|by hand\b|back on paper|paper (charts|list|forms)|see them on the website|go round|read(ing)? names out|instead\b",
)
_WAY_DOUBT = _any(
    r"不行|不能|没法|没有别|想|能不能|怎么|希望", r"can't|cannot|no way|want|would like|no other"
)
_NO_WAY = _any(
    r"没有?(别的|其他|其它|备用)(的)?(办法|门|电脑|方案|方式|打卡方式|机器|路|设备)?|没(有)?(备用|别的)|没别的|没有备(用|份)方案|没法(用|办|干|开)",
    r"no other way|no way (round|around)|no (workaround|alternative|spare|backup plan)\b|can't work at all",
)


def _holds(text: str, asserted: re.Pattern[str], doubt: re.Pattern[str] | None = None) -> bool:
    return bool(asserted.search(text)) and not (doubt is not None and doubt.search(text))


def stated_facts(text: str) -> Facts:
    """The facts that a normalised text states; what is not said, or said in two ways, stays unknown."""
    security = data = None
    if _holds(text, _SECURITY, _any(_SECURITY_DOUBT.pattern, _NO_SECURITY.pattern)):
        security = True
    elif _holds(text, _NO_SECURITY):
        security = False
    lost, safe = _holds(text, _LOST, _LOST_DOUBT), _holds(text, _SAFE, _SAFE_DOUBT)
    if lost and not safe:
        data = Data.LOST
    elif safe and not lost:
        data = Data.SAFE
    elif _holds(text, _AT_RISK) and not lost:
        data = Data.AT_RISK
    return Facts(_impact(text), _scope(text), data, security, _workaround(text))


def _impact(text: str) -> Impact | None:
    found = {
        Impact.DOWN: _holds(text, _DOWN, _DOWN_DOUBT),
        Impact.SEVERE: _holds(text, _SEVERE, _SEVERE_DOUBT),
        Impact.LIMITED: _holds(text, _LIMITED, _LIMITED_DOUBT),
        Impact.SLIGHT: _holds(text, _SLIGHT, _SLIGHT_DOUBT),
    }
    said = [impact for impact, holds in found.items() if holds]
    return said[0] if len(said) == 1 else None


def _scope(text: str) -> Scope | None:
    found = {
        Scope.EVERYONE: _holds(text, _ALL, _ALL_DOUBT),
        Scope.MANY: _holds(text, _MANY, _MANY_DOUBT),
        Scope.ONE: _holds(text, _ONE, _ONE_DOUBT),
    }
    said = [scope for scope, holds in found.items() if holds]
    return said[0] if len(said) == 1 else None


def _workaround(text: str) -> bool | None:
    way, none = _holds(text, _WAY_ROUND, _WAY_DOUBT), _holds(text, _NO_WAY)
    return None if way == none else way
