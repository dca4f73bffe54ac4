"""Cues to the kind of a message, Chinese and English, each a name for many ways to say one thing.

They are features of the learned model beside the pieces of text: a cue carries over to words that were never learnt.
The text has been through `features.normal` (lower case, plain punctuation).
"""

from __future__ import annotations

import re

_CUES = {
    # Something does not work.
    "broken": r"坏|故障|失灵|罢工|瘫痪|崩了|崩溃|宕机|死机|卡死|闪退|[黑白花蓝]屏|报错|离线|掉线|断线|断网|断开|断了|失败|出错|异常"
    r"|乱码|没反[应映]|哑了|趴窝|趴了|抽风|歇菜|短路|烧了|裂了|卡住|卡[在成]|跳闸|502|503|504|404|500"
    r"|\b(down|offline|crash\w*|broken?|dead|froze\w*|freez\w*|stuck|blank|fail\w*|errors?|out of order|unreachable"
    r"|unresponsive|faulty|glitch\w*|toast|kaput|bust\w*|stopped|stalled|time[sd]? out|unavailable|corrupt\w*)\b",
    "unable": r"[一-鿿]不(了|上|开|出|去|起来|到|出来|进|动|着|掉|全|清|准|住)(?!解|班|楼|门)"
    r"|\b(won't|wont|will not|doesn't|doesnt|can't|cant|cannot|isn't|aren't|refus\w+|rejects?|ignor\w+|unable|no longer"
    r"|not (work|respond|load|open|print|show|start)\w*|(does|do) nothing|nothing happens|fails? to|stopped \w+ing)\b",
    "nothing-there": r"没(有)?(声音|画面|信号|网|电|图像?|显示|数据|动静|声儿?|墨|水)|一(张|条|个|路|点)都(没|不|出不)"
    r"|\bno (sound|picture|signal|image|images|video|power|network|internet|response|audio|data|feed)\b",
    "lost": r"没了|丢了|丢失|不见了|清空|消失|空了|少了|被删|误删|找不回|\b(gone|lost|vanish\w*|disappear\w*|missing|wiped"
    r"|deleted|erased|empty|zero length|ate)\b",
    "wrong": r"串了|乱了|错了|错位|不对|对不上|重复|变成|认成|认错|跳号|显示成|少加|多扣|差了|慢了|快了|偏了|歪|糊"
    r"|\b(wrong|incorrect|mixed up|doubled?|twice|off by|upside down|mirrored|stretched|cut off|out of order|garbled"
    r"|mismatch\w*|instead of \d|behind)\b",
    "slow": r"卡顿|很慢|好慢|太慢|慢得|慢死|转圈|转半天|要等|半天才|半天没|有点卡|卡得|延迟|时好时坏|时快时慢|时断时续"
    r"|\b(slow\w*|crawl\w*|lag\w*|sluggish|hang(s|ing)?|spin(s|ning)?|stutter\w*|choppy|patchy|intermittent\w*"
    r"|takes? (ages|forever|\d+ (minutes|seconds))|drops?|dropping|dropped)\b",
    "odd": r"抽风|不正常|不对劲|毛病|怪怪|奇怪|怎么回事|咋回事|什么情况|又来了|又犯|又不行|不灵|不好使|老是?[一-鿿]|总是?[一-鿿]"
    r"|动不动|时不时|偶尔"
    r"|\b(weird|odd|strange\w*|funny|acting up|playing up|keeps? \w+ing|again|misbehav\w*|sometimes|every time)\b",
    "alarm": r"报警|告警|警报|滴滴|红灯|提示.{0,12}(错误|失败|异常|损坏|过期|不可用)|\b(alarm\w*|beep\w*|warning|alert|flagging)\b",
    "security": r"病毒|中毒|木马|勒索|被黑|黑客|入侵|泄[露漏密]|比特币|挖矿|蠕虫|盗号|境外|陌生.{0,4}(ip|地址|账号)|挂了.{0,4}(链接|广告)"
    r"|\b(virus\w*|ransom\w*|trojan|malware|hack\w*|breach\w*|leak\w*|intruder|stolen|phish\w*|infect\w*)\b",
    "since": r"从.{1,8}(起|开始|以后|之后)|(今天|昨天|昨晚|刚才|早上|一上班|周[一二三四五六日]).{0,6}(就|突然|忽然|还好)|自从|以前.{0,6}(行|好|可以|有)"
    r"|升级(后|以后|完)|更新(后|以后|完)"
    r"|\b(since|used to|any ?more|yesterday it|worked (fine )?(yesterday|before|last)|after (the|your|last) \w+|this morning"
    r"|now)\b",
    "others-fine": r"(其[他它余]|别的|别人|旁边|隔壁|另外|同事|剩下).{0,10}(正常|没事|没问题|没毛病|好的|好着|好用|可以|能|行|清楚|都有|管用)"
    r"|\b(others?|rest|everything else|everyone else|colleagues?|neighbou?rs?)\b.{0,20}\b(fine|ok|okay|work\w*|normal\w*|do|good)\b"
    r"|\b(works?|otherwise) (fine|ok|okay|normally)\b|\b(is|are) (fine|ok|okay|smooth)\b",
    "mild": r"不影响|没影响|不碍事|不耽误|凑合|无所谓|没啥大事|问题不大|看着(别扭|难受|不舒服)|能用|不着急|不急|强迫症|能忍|认得出"
    r"|\b(no (big deal|biggie|rush|hurry|impact|harm)|minor|cosmetic|harmless|annoying|watchable|usable|not urgent|get used to"
    r"|nobody minds|not blocking|small thing|live with)\b",
    "makeshift": r"先用|先拿|顶着|手写|手工|手动|靠手|人工|手抄|纸质|罩着|绕着|凑合着|另存|只能(手|先|靠|爬|用)"
    r"|\b(by hand|on paper|for now|in the meantime|meanwhile|manually|instead|as a workaround|way round|ended up)\b",
    "urgent": r"急|赶紧|赶快|快点|速来|速度|救命|出大事|\b(urgent\w*|asap|hurry|help|emergency|quickly|immediately)\b",
    "waiting-people": r"(病人|患者|学生|家长|大家|客户|群众).{0,6}(等|排|堵|骂|炸|催)|排(长|大)?队|领导.{0,4}(等|催|骂)|\bqueue|waiting\b",
    "physical": r"停电|断电|打雷|雷击|漏水|进水|被水|老鼠|挖断|挖机|空开|跳闸|撞|着火|冒烟|焦味"
    r"|\b(power (cut|failure|outage)|lightning|flood\w*|leak|burst pipe|digger|fire|smoke|smell|unplugged|water)\b",
    "fault-question": r"(怎么|为什么|为啥|咋|是不是).{0,16}(不|没|老|总|又|坏|错|变|丢|断|挂|慢|卡|失败|问题|少)|怎么回事|咋回事"
    r"|\bwhy (is|are|does|do|did|has|have|won't|can't|doesn't)\b|\bis it (normal|meant|supposed)\b|\bis .{2,30} (down|broken)\b",
    "recovered": r"(后来|现在|又|已经|当天).{0,6}(好了|恢复|正常)|自己好了|一直正常"
    r"|\b(back now|fine (now|since)|ok (now|since)|good since|recovered|came back|all fine)\b",
    "sound-machine": r"(系统|机器|设备|平台|软件)(本身)?(没问题|没毛病|是好的|没坏|还行|好用|挺好)"
    r"|\b(nothing wrong with|(system|machine|kit|equipment)( itself)? (is|works) (fine|ok|good))\b",
    # Not a fault.
    "not-a-fault": r"不是(故障|bug|坏|问题)|没(坏|出问题|有故障|故障|报错|毛病)|现在(都)?(正常|好着|没毛病)|目前(正常|没问题)|一切正常|还没(发生|满|坏)"
    r"|\b(not a (bug|fault|problem)|nothing('s| is)? (wrong|broken|happened)|no (fault|faults|problems?)\b|they work|it hasn't|all works"
    r"|works fine,)",
    # Asks.
    "ask-how": r"怎[么样](?!回事|这么|那么|又|老|还|都|就|没|不|变|突然|一直|总|全|办啊|会|了|是)|如何|咋(?!回事|不|没|又|老|这么|还)|什么步骤|哪一步"
    r"|\b(how (do|can|to|does|should|would|often|are)|what's the way)\b",
    "ask-where": r"在哪|哪里|哪儿|从哪|哪个(菜单|口|页面|目录|部门)|找谁|谁(负责|能|有权|批)|\b(where|who (do|does|can|should|is|would|to)|which)\b",
    "ask-what": r"什么意思|是什么|是啥|什么(流程|手续|要求|格式|时候|区别|规定)|哪种|哪款|哪家|几(位|点|号|天|年|路)|多少|多久|多长|多大|有哪些"
    r"|\b(what (is|are|does|do|file|format|kind|sort|version|happens|would|about|time)|what's the|how (long|many|much|far|big)|when (is|does|do|will|can"
    r"|are))\b",
    "ask-whether": r"(支持|可以|能|会|有|是|需要|要|允许|管|算|兼容|包括|还).{0,24}[吗么不]\??$|[吗么]\?|支不支持|能不能|是不是要|有没有|是否|可不可以|会不会|要不要|行不行"
    r"|(^|[.,;:] ?)(is|are|does|do|can|may|will|should|would|has|have) (it|there|this|that|the|we|i|you|our|a|my)\b[^.!]*\?",
    "ask-just": r"想(问|了解|知道|咨询|请教|打听)|问[一]?[下问个声句]|请问|请教|咨询|打听|好奇|先问|就问|求告知|\b(just (asking|wondering|curious|a question)|wonder\w*|want to know"
    r"|like to know|want to ask|question|curious|any idea|asking)\b",
    "ask-if": r"如果|要是|万一|假如|\b(what (happens|would happen)|if (the|a|we|someone|i)|when a)\b",
    "terms": r"保修|质保|过保|维保|合同|到期|续[保签费]|收费|价格|报价|多少钱|授权|许可证?|会员|费用"
    r"|\b(warranty|licen[cs]e|contract|quote|pric\w+|cost\w*|renew\w*|fee|subscription|invoice)\b",
    "hours": r"几点(上|下)?班|周末|周六|周日|节假日|值班|工作时间|\b(open on|opening hours|office hours|bank holiday|weekends?|available)\b",
    "manual": r"手册|说明书?|教程|文档|指南|下载|\b(manual|guide|documentation|leaflet|handbook|instructions|pdf)\b",
    "past-cause": r"(上次|上周|上个月|那次|昨天|之前).{0,14}(原因|报告|责任|锅|怎么回事|说明)|\b(last|yesterday's|monday's|tuesday's|the \w+) .{0,20}(outage|incident|downtime)\b"
    r"|\bwhat caused|the cause\b",
    "suspicious-mail": r"(收到|接到).{0,14}(短信|邮件|电话|链接)|是你们发的|没点|\b(got|received).{0,12}(email|mail|text|call)|is (it|this) (real|genuine|legit)"
    r"|from you\b|didn't (click|open)",
    "status": r"(工单|报修|申请|单子).{0,12}(哪一步|进度|怎么样|多久)|进度|什么时候(能)?来|\b(status of|any news|progress)\b",
    # Wants something different.
    "wish": r"希望|想要|建议|能不能|能否|可不可以|可否|最好|提个|要求|需求|麻烦|请(?!问|假|教|求)|帮忙|帮我|呗|劳驾|想(把|给|在|再|加|让)|吧$|吧[,。,]"
    r"|\b(please|pls|plz|could (we|you|i|the|it|someone|somebody)|can (we|you|it|someone)|we'd|i'd|would like|we want|we need|need|want|wish|suggest\w*|request|would be"
    r" (nice|good|great|lovely)|any chance|rather)\b",
    "alter": r"改成|改为|改到|改一下|改下|改个|换成|换个|换到|调成|调整|调[慢快大小高低]|变更|修改|更正|设成|设为|延长到|缩短|重命名|改名|挪|移到"
    r"|\b(change|rename|switch|adjust|alter|modify|swap|extend|shorten|increase|reduce|raise|lower|set|move|relabel|correct|turn (on|off))\b",
    "ba-alter": r"[把将].{1,24}?(改|换|调|设|删|去掉|清理|加|移|关|取消|停|拆|撤|隐藏|合并|放|变|做成|分开|注销|开)",
    "add": r"加(个|上|一|到|两|几|进|路|条|列)|再加|增加|添加|新增|多加|补(一个|上)|做(一)?个|做成|开发|定制|上线|对接|打通|集成"
    r"|\b(add\w*|include|build|develop|integrate|new (option|field|column|button|feature|report)|an? (option|extra|additional)|feature|support for)\b",
    "remove": r"去掉|删掉|删除|拆掉|取消|关掉|关闭|停用|注销|收回|清理掉|撤掉|屏蔽|\b(remove|strip|disable|delete|deactivate|get rid|take .{2,30} off|hide|drop the|mute)\b",
    "rights": r"权限|开.{0,6}账号|建.{0,4}账号|账号.{0,6}(停|注销|删)|授权给|开通|开门权|门禁卡?权"
    r"|\b(access (to|for)|permission\w*|rights|admin role|an account|a login|a badge|grant|allow)\b",
    "person-moved": r"(调走|离职|退休|调到|转科|入职|新来|新分来|辞职|调岗|轮岗)|\b(left (us|the)|leaver|starter|joins?|moved (to|from)|changed wards|retired|maternity|married)\b",
    "as-is": r"(现在|目前|原来|本来|默认).{0,6}(只能|只有|都是|是)|没有.{1,8}功能|不支持"
    r"|\b(at the moment|currently|right now|only (looks?|shows?|lets?|allows?|does)|instead of|by default|there's no way)\b",
    "ordered-by": r"(领导|上级|局里|院长|校长|处长|教育局|卫健委|主任|县里|省里|市里).{0,4}(说|要|让|要求|通知|提)"
    r"|\b(management|director|boss|ministry|auditors?|head office|council|inspectors?) (wants?|asks?|requires?|says?|insists?)\b",
    "allow-deny": r"不要让|别让|别再|不用再|只让|只允许|允许|禁止|\b(allow|forbid|only let|don't let|no longer want|stop sending)\b",
    # Wants people taught.
    "teach": r"培训|教教|教一|教下|教会|来教|教学|教我|教给|讲讲|讲一|讲下|讲解|讲课|讲座|上课|上一课|演示|手把手|带[我他她]|带一[下带]|带带|小班|学一|学学|学习|补课|补一场|开个班|来一期"
    r"|\b(train(ing)?|teach\w*|taught|course|lesson|refresher|workshop|tutorial|webinar|hands-on|demo|demonstrat\w*|induction|onboarding|class|crash course|learn\w*|coach\w*)\b"
    r"|\bshow (us|our|her|him|them|me|the new|new|my)\b|\bwalk .{2,40} through\b|\b(take|talk|run|guide) .{2,30} through\b|\bsession\b",
    "unskilled": r"不会(用|弄|操作|使|翻|调|点|搞|看)|没(人)?用过|不懂|不熟|没学过|弄不明白|搞不懂|两眼一抹黑|摸不着头脑|一窍不通|都不会|没人会|新手|菜鸟"
    r"|\b(know(s)? how|never (seen|used|touched)|has touched|none of (them|us) (has|have)|no idea how|don't know how|doesn't know how|new to|struggl\w+ with|unfamiliar|clueless|get the hang)\b",
    "learners": r"(新来|新招|新进|新入|刚来|新换|新接手|刚接手|轮岗|一批|各位|阿姨们?|老教师|老同志|老师们|护士们|村医|保安|内勤|骨干|小姑娘)"
    r"|\b(new (staff|starters?|nurses?|receptionists?|colleagues?|guards?|teachers?|clerk|team|intake|batch|people|volunteers?)|trainees?|librarians|caretakers|secretar\w+|assistants|beginners)\b",
    # Wants planned upkeep.
    "upkeep": r"巡检|保养|升级|升个?版|升到|补丁|迁移|迁到|迁往|搬到|搬迁|搬家|备份(?!失败|没|也没)|除尘|清灰|清洁|清洗|擦一|擦擦|更换|换(电池|电瓶|硬盘|灯泡|新|一批|下来|上|一遍)|轮换|年检|检一遍|检查一?[遍次下]|检修|检测"
    r"|割接|停机|维护|扩容|归档|重装|还原|割接|值守|保障|演练|续一下|打补丁|特征库|病毒库|体检|排查|点检"
    r"|\b(inspect\w*|upgrad\w+|patch\w*|migrat\w+|back-?ups?|cleaning|clean the|servic(e|ing) (visit|due)|maintenance|health check|check-?up|firmware|archive|retire|decommission|walk-round|walkround"
    r"|defrag|overhaul|preventive\w*|refresh|reinstall\w*|relocat\w+|dust\w*|wipe|swap out|replace (the|all|our)|rollout|roll out|routine|annual|yearly|quarterly|half-year\w*|stock ?take|re-?cabl\w+|failover test|drill)\b",
    "worn": r"年限|寿命|用了.{1,4}年|转够|到期前|不耐用|快到|老化|过时|没(除|清|擦|动|检)过|该(换|检|做|清|擦|保养)|提前(换|续|更)|版本.{0,4}(旧|低)"
    r"|\b(end of life|due( for)?|overdue|years? old|versions? behind|expir\w+ (next|in|soon)|before (it|they) fail|ag(e)?ing|worn|greasy|dusty|dirty)\b",
    "scheduled": r"暑假|寒假|国庆|五一|元旦|春节|下周|下个?月|月底|年底|周末|节前|开学前|学期|趁|安排|排(个|一下)|约(个|一下|在)|预约|日子|时间定|定在|晚上?.{0,3}点后|\d+月\d+|\d+号|到场|配合|你们定|方便的话"
    r"|\b(next (week|month|year|summer)|over (easter|christmas|the (summer|weekend|holidays?)|half-?term)|before (the|term|our|winter|school)|this (summer|weekend|month)|slot|schedul\w*|book|arrange|plan\w*"
    r"|out of hours|(second|first|last) (week|half) of|in (january|february|march|april|june|july|august|september|october|november|december)|overnight|any evening|quiet time|on the \d+)\b",
    # Is dissatisfied with the service.
    "complain": r"投诉|举报|差评|不满|失望|态度|恶劣|不耐烦|敷衍|推诿|推来推去|踢皮球|不负责|像话|摆设|糊弄|忽悠|什么服务|服务.{0,4}(差|烂|态度)|给个说法|太不专业|言而无信|放鸽子|坑人|乱收费|凭什么|说清楚|谁误操作|顶嘴|骂人|爱答不理|甩锅"
    r"|\b(complain\w*|rude\w*|unacceptable|disgrac\w+|unprofessional|disappoint\w*|appalling|terrible service|poor service|fed up|joke|ridiculous|escalate|manager|shocking|not good enough|don't appreciate|incompeten\w+|excuses?"
    r"|lied|careless|swore blind|rip-?off|overcharg\w+)\b",
    "our-people": r"(师傅|工程师|技术员|客服|小伙子?|经理|售后|巡检的人|维修工|维修的|培训的人|热线|你们(的)?人|来的那个|派来的|上门的)"
    r"|\b(engineers?|technicians?|the (lad|guy|man|bloke|woman|chap|person) you sent|your (man|men|lot|people|lad|guy|team|company|support|staff|colleague|engineer|technician)|hotline|help ?desk|call cent(er|re)|account manager"
    r"|trainer|salesm\w+|support line|your \w+ guy)\b",
    "unkept": r"(说好|答应|承诺|约好|保证|讲好|说一周).{0,24}(没|还|到现在|结果|都|张口|\?)|(报修|报了|催|等|打)了?.{0,6}(天|周|遍|次|个月|小时|年).{0,14}(没|还|都|了)|没人(接|来|管|理|联系|回|跟)|(第[二三四五六]|\d+)(次|遍|周|天).{0,6}(了|还|说|讲)"
    r"|放鸽子|人影|没下文|没回音|石沉大海|没(给|有)(答复|回复|说法)"
    r"|\b(promised|was told|were told|said (he|they|you)'?d?|nobody (came|called|turned|showed|answers|picks)|no ?one (came|called|turned|showed|answers|picks|rang)|still (waiting|nothing)|on hold|never (came|called|turned|showed|rang)|no[- ]show"
    r"|cancelled|heard nothing|(second|third|fourth|fifth|\d(th|rd|nd)) time|call(ed)? back|days ago|weeks ago|kept waiting|hung up|cut off|stood .{1,6} up)\b",
    "billing": r"收费|乱收|多收|收.{0,3}钱|八百|发票|账单|退钱|退款|配件费|上门费|\b(charg\w+|bill(ed|ing)?|invoice|refund|paying|paid|money|fee)\b",
    "ticket-handling": r"工单|结单|关单|单子|派单|点.{0,3}(解决|完成)|没确认|\b(ticket|case|job) (was |is |got )?(closed|shut|marked)|closed (my|the|our)|reads? the ticket|signs? .{1,12} off\b",
    # The form of the sentence.
    "question-en": r"(^|[.,:;!?] ?|[-–] | and | but | so | or )(do|does|did|is|are|was|were|will|would|should|shall|may|might|has|have|can)"
    r" (i|we|you|he|she|it|they|this|that|there|the|a|an|our|my|your|his|her|their|any|anyone|guests|visitors|parents|people|users|\w+ and \w+|\w+s?)\b",
    "question-wh": r"(^|[.,:;!?] ?|[-–] | and | but | so )(how|what|what's|which|who|who's|whose|where|when|any idea)\b",
    "question-why": r"(^|[.,:;!?] ?|[-–] | and | but | so )(why|how come|since when|what (happened|is going on|on earth|the hell))\b",
    "request-you": r"\b(can|could|would|will) (you|someone|somebody|one of you)\b(?! (tell|explain|say|confirm|clarify|advise))",
    "request-we": r"\b(can|could|may|might) (we|i) (have|get|book|please|also)\b|\bany chance\b|\bwe could do with\b|\bif (you|someone) could\b",
    "tell-me": r"\b(tell|explain|clarify|advise|confirm|let me know|understand|know (if|whether|how|when|why))\b|说说|解释|告诉|告知|说明一下",
    "imperative": r"(^|[.,;:!?] ?|[-–] |\bplease |\bpls |\bkindly |\band |\bto )(add|allow|archive|arrange|assign|attach|block|book|bring|build|call it|cancel|carry|change|check|clean|clear|close|cold-store|combine|come"
    r"|connect|copy|create|cut|delete|disable|display|drop|enable|enlarge|export|extend|fit|forbid|forward|give|go over|grant|group|have|hide|include|increase|inspect|install|integrate|keep|let|limit|link|lock|lower|make"
    r"|merge|migrate|mount|move|mute|open|patch|print|put|rack|raise|reduce|relocate|remove|rename|renew|reorder|replace|reset|retire|rewire|rotate|route|run|schedule|send|service|set|shift|shorten|show|skip|sort|split"
    r"|stop|strip|swap|switch|sync|take|teach|test|train|turn|unlock|update|upgrade|use|wire|zoom)\b(?! (won't|doesn't|isn't|fails|is|has|was|are|broke|button))",
    "ought": r"\b(should|ought to|must|has to|have to|needs? to|is to be|are to|needs? (a|an|another|more)|handy|useful|prefer\w*|would like|'d rather|from now on|from (monday|next|the \d+)|as of|starting|default to|possible\?|too (small|short|long|big|loud|many|much))\b",
    "wants-doing": r"\b(wants?|needs?) \w+ing\b|\b(is|are|was) due\b|\b(near|nearing|end of)\b|\bruns? out on\b|\bahead of\b|\bbefore (the|our|they|it|year|winter|school|term|we)\b|\bwhile (it's|the|we)\b|\bas (usual|every year|last year|agreed)\b|\bon (site|standby)\b|\bstandby\b|\bdry run\b",
    "suggest-zh": r"吧([,。!~]|$)|呗|得了|好了吧|行不行|成不|好不好|可好|咋样",
    "henceforth-zh": r"以后|今后|往后|以前不用|下学期起|明年起|本月起|统一(改|用|换|成)|一律|跟着(改|换)|都(得|要)(?!求)",
    "compare-zh": r"再?[大小快慢高低长短多少早晚宽粗细深浅亮暗轻响](一?点|一些|些|[一两三半]号|[几一两三五十]+秒)|太(小|短|长|大|吵|多|少|素|密|花)|[早晚迟][一二三五十半]+(分钟|秒|小时)",
    "verb-cut-zh": r"砍掉|撤了|拆了|关了|清了|停了它|撤掉|去了吧|拿掉|换一[首张批个]|换首|分开|合并|拉到|挪到|放到|收一收|并到|拆成|跳过|顶到|锁上|隐去|不用填|去除|附上|带上|印上|多一栏|多一列|多一个|多给|开一个|开一条|开个口",
    "let-zh": r"让.{1,10}(也能|能|可以|先|不能|不用)|给.{1,14}(加|开|配|设|放|弄|做|换|派|安)",
    "want-zh": r"(^|[,。;:!?])[^,。;:!?]{0,12}(想|要|得|需要|打算|准备|盼|求|盼着|想请|想让)",
    "a-not-a": r"([\u4e00-\u9fff])[不没]\1",
    "question-final": r"(吗|么|呢|不|没|没有|啥|否)\??$|(吗|么|呢)[?,。]",
    "question-word": r"啥|什么|哪|几(号|点|倍|位|路|年|天|种)|多少|多久|谁|怎|咋|是否|还是.{2,}\?",
    # Who does what to whom.
    "your-people": r"\byour (side|desk|lads?|fitter|man|men|woman|guys?|people|person|instructor|trainer|technician|engineers?|manager|boss|company|hotline|sales\w*|support|survey|colleagues?|lot|team|chap|bloke|crew|contractor|receptionist|agent|rep)\b"
    r"|\b(fitter|repairman|serviceman|the man|the guy|the lad|the woman|agent)\b|你们(的)?(人|师傅|客服|工程师|技术|售后|老师|经理|那位|那个|同事|公司|热线|电话|回访|销售|领导|这边|家)|那位|姓.{1,2}的|派来|来的人|来修的|修的人|上门的|讲师|客户经理|小哥|驻场",
    "they-did": r"\b(he|she|they|nobody|no one|you|man|guy|lads?|woman) (\w+ly )?(came|went|left|looked|said|told|rang|ring|called|shouted|marched|walked|smoked|hung|laughed|sneered|broke|bill|charge|charged|never|keep|kept|closed|promised|swore|turned|showed|ignored|refused|cracked|has been|forgot|lied|cancelled|put)\b"
    r"|(看了?眼|拍拍屁股|走了|就走|不来了|挂(了|断)|训|骂|抽烟|嫌|不鸟|不理|吭声|不认账|抵赖|扯皮|赖|吼|翻白眼)",
    "sarcasm": r"说话算数|指望|凭什么|有病吧|呵呵|算什么|天荒地老|漂漂亮亮|张口|反倒|反要|倒要问|算老几|笑脸|推脸|谁说了算|当我们|糊弄|打发|良心|脸皮|\b(splendid|bravo|well done you|wonderful service|which is it|competent|excuses?|believ\w+|peep|how many times|what exactly|do we pay|pay you|seriously|from scratch|call yourselves)\b",
    "waited": r"\b(hours?|days?|weeks?|months?|afternoon|morning) (ago|late|now|already)\b|\b(waited|waiting|sat in|stayed in)\b|(等|盼|催|拖|耗)了?.{0,3}(一|两|三|四|半|几|好|\d+).{0,2}(天|周|个月|小时|钟头|下午|上午|年)|第[三四五六七八]周|[三四五六]趟|[一两三四五六七八九十\d]+(趟|遍|回|通)(?!都|才)",
    "money": r"[一二三四五六七八九十两]+[百千]|\d+(块|元)|钱|赔|\b(bill|bills|billed|charge[ds]?|paying|pay for|refund|compensat\w+|costs? us)\b",
    # What it is about.
    "topic": r"系统|平台|软件|电脑|服务器|主机|摄像|监控|录像|录音|画面|屏|门禁|刷[卡脸]|卡|打印|网|账号|密码|登[录陆]|文件|文档|数据|报表|表格|审批|公文|流程|页面|按钮|图标|扫码|机房|硬盘|备份|会议|投影|麦克风|话筒|音响|邮[箱件]|考勤|权限|版本|证书|模块|功能|附件|病历|医嘱|处方|挂号|叫号|闸机|道闸|门锁|机器|设备|oa|his|pacs|\bai\b|app|word|excel|wifi|usb|pdf|ups"
    r"|\b(systems?|servers?|cameras?|screens?|doors?|gates?|printers?|prints?|network|accounts?|passwords?|log ?in|files?|documents?|data|reports?|pages?|buttons?|scann?\w*|disks?|backups?|meetings?|projectors?|mics?|microphones?|e?mails?|badges?|permissions?|versions?"
    r"|modules?|readers?|recorders?|recordings?|footage|playback|software|hardware|app|apps|portal|intranet|database|pc|pcs|laptops?|tablets?|kiosks?|panels?|forms?|lists?|folders?|fields?|dashboard|menus?|calendar|wifi|internet|phones?|locks?|cards?|alarms?|feeds?|sync|search)\b",
    "errand": r"楼下|在路上|到家|晚点(回|到)|送(来|过来|上门)|明天见|回头说|聚餐|球赛|几点(到家|吃|走)|钥匙|排骨|水果|苹果|搬家|疏通|快递|跑腿|孩子|车停|\b(outside|come down|deliver\w*|see you|who won|plumber|back in|brb|one moment|in a sec|shoes|milk|groceries|door number|my place)\b",
    "pitch": r"专业.{2,8}(,|。|$)|随叫随到|名额|进群|领取|领资料|点击|提额|会员资格|恭喜|验证码是|退订|^td$|咨询热线|优质|欢迎(致电|咨询)|\b(join (our|now|us)|our channel|limited (seats|offer|time)|your prize|waiting for you|unsubscribe|^stop$|best price|sign up now|guaranteed|investment|dear (customer|sir))\b",
    # None of these.
    "greeting": r"^(你好|您好|在吗|在么|在不|hi|hello|hey|嗨|哈喽|喂|(早上|上午|中午|下午|晚上)好|good (morning|afternoon|evening)|morning|有人吗|anyone)",
    "greeting-only": r"^(你好|您好|在吗|在么|在不在|在不|hi|hello|hey|嗨|哈喽|喂|早|早安|(早上|上午|中午|下午|晚上)好|good (morning|afternoon|evening)|morning|有人吗|anyone (there|here))"
    r"([ ,.!?~啊呀哦]|你好|在吗|您好|there|team|all|everyone|again|me|it's)*$",
    "thanks": r"谢谢|多谢|感谢|谢了|谢啦|辛苦|点赞|\b(thanks?|thank you|thx|cheers|ta|appreciate it|kudos|great job|well done|brilliant)\b",
    "praise": r"细心|热情|很好用|给力|满意|靠谱|专业|棒|\b(lovely|helpful|excellent|fantastic|wonderful|lifesaver|star)\b",
    "acknowledged": r"^(好的?|收到|知道了|明白了?|嗯+|哦+|行|可以|ok|okay|好嘞|没事了?|没问题|got it|sure|will do|noted|fine|great|perfect|alright|yep|yes|no worries)\b",
    "resolved": r"(已经|现在|刚刚?|又)?.{0,4}(好了|可以了|解决了|恢复了|能用了|正常了)|不用来了|\b(sorted|solved|works (now|again)|fixed (it|now)|all good|never mind)\b",
    "wrong-chat": r"(发|打|走|看|点)错(了|群|人|窗口|地方)|请忽略|撤不回|\b(wrong (chat|window|number|person|group|thread)|ignore (that|this)|not (for|meant for) you|unsubscribe)\b|是.{0,8}(净水|快递|外卖|饭店|驾校|酒店|银行).{0,6}吗",
    "family": r"^(妈|爸|老公|老婆|宝贝|儿子|闺女|亲爱的|哥|姐|爷爷|奶奶)|回家|吃饭|做饭|接孩子|接下孩子|买菜|快递|外卖|逛街|打球|喝酒|聚餐"
    r"|\b(mum|mom|dad|honey|darling|babe|love you|dinner|lunch|milk|kids|football|game tonight|pizza|taxi|parcel|delivery|restaurant|table for|pick (me|you|us|them|up))\b",
    "advert": r"加[vV微]|微信.{0,6}(领|详聊|联系)|低价|代开|发票.{0,6}(代|都有)|贷款|兼职|日赚|刷单|优惠|扫码(领|咨询)|红包|话费|中奖|理财|代账|推广|彩票|秒批"
    r"|\b(free quote|click (here|the link)|reply yes|limited offer|loans?|crypto|seo|ranking|followers|earn|casino|selected for|winner|prize|discount|congratulations|% off|act now|buy now|backlinks)\b",
    "season": r"(新年|春节|中秋|端午|国庆|元旦|圣诞|教师节|护士节|节日|周末).{0,2}(快乐|愉快|安康)|\b(merry christmas|happy (new year|holidays|birthday|easter)|have a (nice|good|great|lovely))\b",
    "hidden-matter": r"^.{0,8}(想问个事|有个事|有件事|有事(找|问)|问(个|点)事|反映个?(情况|问题)|咨询个事|问你个|打听个|说个事|麻烦问|我问下|问一下)[^一-鿿]*$"
    r"|^(can|may|could) i ask (you )?(something|a question)\W*$|^(quick )?question\W*$|^i have a question\W*$",
    "bare-subject": r"^(关于|有关|那个)?[^,。,?!了不没坏]{2,8}(那个)?(页面|首页|系统|平台|这边|那边|的事|流程|模块|功能)$|^(the|about|re:?) [a-z' ]{2,24}$",
}

KIND_CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.ASCII) for name, pattern in _CUES.items()
}
"""Cue name -> its pattern."""
