# 培训：课程的建立、通知、签到、考核与反馈。

command-engineer-course = 培训：建立、通知、签到
command-manager-course = 培训：建立、通知、签到
command-customer-courses = 我的培训

course-audience-leaders = 领导
course-audience-administrators = 系统管理员
course-audience-key_users = 关键用户
course-audience-users = 普通用户
course-form-group = 集中培训
course-form-single = 单独培训
course-form-follow_up = 补训
course-state-draft = 📝 草稿
course-state-planned = 🗓 已计划
course-state-announced = 📣 已通知
course-state-held = ✅ 已举办
course-state-cancelled = ✖️ 已取消
course-field-contract = 合同
course-field-title = 名称
course-field-outline = 大纲
course-field-audience = 对象
course-field-form = 形式
course-field-when = 时间
course-field-place = 地点
course-field-trainer = 讲师
course-field-seats = 名额
course-field-questions = 考核题
course-untitled = 新课程

# 列表与卡片
course-list = 🎓 <b>培训</b> · { $ahead ->
    [0] 暂无未举办的课程
   *[other] { $ahead } 场未举办
}
course-button-new = ＋ 新建课程
course-button-resume = 📝 继续填写：{ $title }
course-card = 🎓 <b>{ $title }</b> · { $state }
    { $customer } · { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    讲师：{ $trainer }
    名额 { $seats }：已报名 { $enrolled }，候补 { $waiting }
    资料：{ $materials } · 考核题 { $questions } 道

    { $outline }
course-materials-no = 未上传
course-materials-yes = 已上传
course-button-open = 🎓 查看课程
course-button-announce = 📣 立即发通知
course-button-keep = 先保存，稍后通知
course-button-change = ✏️ 修改
course-button-discard = 🗑 放弃草稿
course-button-back = ← 返回
course-button-later = 稍后再填
course-button-done = ✅ 完成
course-button-drop = ↩️ 删除最后一题
course-button-no-questions = 不设考核
course-button-materials = 📎 上传资料
course-button-people = 👥 名单
course-button-cancel = ✖️ 取消课程
course-button-cancel-yes = 是，取消并通知
course-button-cancel-no = 不取消
course-button-sheet = 📄 签到表
course-button-follow-up = 🔁 安排补训
course-button-trainer = 更换讲师
course-private = 签到表含电话：请与我私聊，用 /course 打开。
course-not-yours = 只有课程的建立者、讲师和经理可以操作。
course-stale = 此按钮已过期，请用 /course 重新打开。
course-has-begun = 课程已开始，不能再改。
course-has-ended = “{ $title }”已结束或已取消。

# 填写
course-ask-contract = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    给哪个合同的客户培训？点按钮，或输入合同编号。
course-ask-title = 🎓 <b>新课程</b> · { $place }/{ $count }
    课程<b>名称</b>？
course-ask-outline = 🎓 <b>{ $title }</b> · { $place }/{ $count }
    <b>大纲</b>：讲哪些内容？（一条消息写完）
course-ask-audience = 🎓 <b>{ $title }</b> · { $place }/{ $count }
    <b>对象</b>？
course-ask-form = 🎓 <b>{ $title }</b> · { $place }/{ $count }
    <b>形式</b>？
course-ask-when = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    <b>时间</b>？点按钮，或输入，如 <code>12-01 14:00-16:00</code>、<code>明天 9:00-11:00</code>。
course-ask-place = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    <b>地点</b>或会议链接？
course-ask-trainer = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    谁是<b>讲师</b>？
course-ask-seats = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    <b>名额</b>？点按钮或输入数字。
course-ask-questions = 🎓 <b>{ $title }</b> · 考核题 { $questions }/10
    每题一条消息，第一行是题目，下面 2–4 行是选项，正确的前面加 *：

    <code>系统多久备份一次？
    每小时
    {"*"}每天
    每周</code>

    多题可一次发出，题间空一行。
course-check = 🎓 <b>{ $title }</b>：请核对
    { $customer } · { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    讲师：{ $trainer } · 名额 { $seats } · 考核题 { $questions } 道

    { $outline }
course-change = ✏️ <b>{ $title }</b>：改哪一项？
course-kept = 📝 “{ $title }”已存为草稿，用 /course 继续。
course-unchanged = “{ $title }”未改动。
course-discarded = 🗑 草稿“{ $title }”已放弃。
course-planned = 🗓 <b>{ $title }</b> 已保存，尚未通知客户。
    🕘 { $when } · 📍 { $place }
course-announced = 📣 <b>{ $title }</b> 已通知 { $people } 位联系人。
    🕘 { $when } · 📍 { $place }
course-changed = ✏️ <b>{ $title }</b>：{ $field }已更新{ $people ->
    [0] 。
   *[other] ，已告知 { $people } 位报名者。
}
course-yours = 🎓 { $who } 请您担任讲师：<b>{ $title }</b>
    { $customer } · { $audience } · { $form }
    🕘 { $when } · 📍 { $place }
    资料请在开课 3 天前备好。
course-wrong-when = 看不懂这个时间。请这样写：12-01 14:00-16:00，或 明天 9:00-11:00。
course-wrong-order = 结束时间须晚于开始时间。
course-wrong-past = 这个时间已经过去，请另选。
course-wrong-choice = 请点一个按钮。
course-wrong-contract = 没有这个合同。请点按钮，或输入完整的合同编号。
course-contract-ended = 这个合同已结束，不能再安排培训。
course-wrong-trainer = 没有这位同事。请点按钮，或输入全名。
course-wrong-seats = 名额须是 1 到 { $most } 的整数。
course-wrong-seats-taken = 已有 { $taken } 人报名，名额不能更少。
course-wrong-length = 太长：{ $length } 字，最多 { $most } 字。
course-wrong-choices = 第 { $number } 题有 { $count } 个选项，须为 2 到 4 个，每行一个。
course-wrong-right = 第 { $number } 题须恰好有一个选项以 * 开头（现有 { $count } 个）。
course-wrong-same = 第 { $number } 题的选项不能为空或重复。
course-wrong-long = 第 { $number } 题太长：题目最多 { $question } 字，选项最多 { $choice } 字。
course-wrong-many = 最多 { $most } 题，已有 { $count } 题。
course-wrong-file = 请为“{ $title }”发送一个文件、照片或视频；不发请按 /cancel。
course-ask-file = 📎 请发送“<b>{ $title }</b>”的资料（一个文件、照片或视频）。
course-file-kept = 📎 “{ $title }”的资料已收到{ $people ->
    [0] ，报名者会在报名时得到。
   *[other] ，已发给 { $people } 位报名者。
}
course-ask-cancel = 取消“<b>{ $title }</b>”？{ $people ->
    [0] 还没有人报名。
   *[other] 将通知 { $people } 位报名者。
}
course-cancelled-told = ✖️ “{ $title }”已取消{ $people ->
    [0] 。
   *[other] ，已通知 { $people } 位报名者。
}
course-which-trainer = 🎓 <b>{ $title }</b>：换谁当讲师？
course-trainer-now = 🎓 <b>{ $title }</b>：讲师现为 { $who }。
course-people = 👥 <b>{ $title }</b> · 报名 { $enrolled } · 候补 { $waiting }
    { $lines }
course-nobody-missed = 没有人缺席或未通过，不需要补训。
course-follow-up-title = { $title }（补训）
course-no-request = 这张工单不是培训需求。
course-go-private = 🎓 已私信给您。

# 给客户
course-notice = 🎓 <b>培训通知：{ $title }</b>
    对象：{ $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    讲师：{ $trainer } · 名额 { $seats }

    { $outline }
course-notice-enrolled = 🎓 <b>{ $title }</b>
    对象：{ $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    讲师：{ $trainer } · 名额 { $seats }

    { $outline }

    ✅ <b>您已报名</b>
course-notice-waiting = 🎓 <b>{ $title }</b>
    对象：{ $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    讲师：{ $trainer } · 名额 { $seats }

    { $outline }

    ⏳ <b>名额已满，您排在候补第 { $line } 位</b>；有人退出会自动补上并通知您。
course-notice-left = 🎓 <b>{ $title }</b>
    对象：{ $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    讲师：{ $trainer } · 名额 { $seats }

    { $outline }

    您已退出。
course-moved-up = ✅ <b>候补成功：{ $title }</b>，您已有名额。
    对象：{ $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    讲师：{ $trainer } · 名额 { $seats }

    { $outline }
course-button-enrol = ✅ 报名
course-button-leave = 退出
course-button-sign-in = ✍️ 签到
course-you-are-in = 已报名
course-you-wait = 名额已满，候补第 { $place } 位
course-you-left = 已退出
course-you-signed-in = 已签到
course-not-for-you = 此培训不面向您所在的单位。
course-is-cancelled = 此培训已取消。
course-enrolled-already = 您已报名，无需重复。
course-waiting-already = 您已在候补名单中。
course-not-enrolled = 您没有报名此培训。
course-sign-in-early = 还未到签到时间：开课前 15 分钟开始签到。
course-sign-in-late = 培训已结束，不能再签到。
course-signed-in-already = 您已签到。
course-were-not-there = 只有签到的学员可以填写。
course-not-over = 培训结束后才能填写。
course-long-over = 培训已结束超过 7 天，不再填写。
course-answered-already = 这道题您已答过。
course-changed-when = 🕘 <b>{ $title }</b>：时间改了
    原定 { $was }
    现为 <b>{ $when }</b> · 📍 { $place }
course-changed-place = 📍 <b>{ $title }</b>：地点改了
    原定 { $was }
    现为 <b>{ $place }</b> · 🕘 { $when }
course-cancelled = ✖️ <b>{ $title }</b>（{ $when }，{ $place }）已取消。
course-cancelled-ended = ✖️ <b>{ $title }</b>（{ $when }，{ $place }）因合同已结束而取消。
course-tomorrow = 🔔 培训提醒：<b>{ $title }</b>
    🕘 { $when } · 📍 { $place }
course-soon = 🔔 一小时内开始：<b>{ $title }</b>
    🕘 { $when } · 📍 { $place }
course-sign-in = ✍️ <b>{ $title }</b>：请签到（到 { $until } 为止）
    📍 { $place } · { $when }
course-signed-in = ✅ <b>{ $title }</b>：已签到 { $at }
course-feedback = 🎓 <b>{ $title }</b> 已结束。您满意吗？
    { $when } · { $place }
course-rated = 🎓 <b>{ $title }</b>：感谢评价（{ $stars } 分）。
course-ask-comment = ✍️ 对“{ $title }”还有什么想说的？直接写在这里。
course-comment-kept = 🙏 已收到您对“{ $title }”的意见。
course-question = 📝 <b>{ $title }</b> · 第 { $place }/{ $count } 题
    <b>{ $question }</b>

    { $choices }
course-passed = 📝 <b>{ $title }</b>：考核通过，{ $score } 分（答对 { $right }/{ $count }，{ $pass } 分及格）。
course-not-passed = 📝 <b>{ $title }</b>：{ $score } 分，未通过（答对 { $right }/{ $count }，{ $pass } 分及格）。
    如安排补训，会在这里通知您。
course-none-for-you = 目前没有面向您的培训。
course-mine-open = 🎓 <b>{ $title }</b>
    🕘 { $when } · 📍 { $place }
course-mine-enrolled = 🎓 <b>{ $title }</b> · ✅ 已报名
    🕘 { $when } · 📍 { $place }
course-mine-waiting = 🎓 <b>{ $title }</b> · ⏳ 候补
    🕘 { $when } · 📍 { $place }
course-materials-file = 📎 培训资料：<b>{ $title }</b>

# 给讲师和经理
course-materials-soon = 🔔 <b>{ $title }</b>（{ $when }，{ $place }）的资料须在 { $due } 前备好（开课前 3 天）。
course-materials-due = ⏰ <b>{ $title }</b>（{ $when }，{ $place }）的资料应在 { $due } 备好，尚未上传。
course-materials-missing = ⏰ <b>{ $title }</b>（{ $when }，{ $place }）即将开课，资料仍未上传。讲师：{ $who }。
course-materials-missing-you = ⏰ <b>{ $title }</b>（{ $when }，{ $place }）即将开课，资料仍未上传；已告知上级。
course-trainer-left = ⚠️ <b>{ $title }</b>（{ $when }，{ $place }）的讲师已离开，请另派一位。
course-never-announced = “{ $title }”（{ $when }，{ $place }）一直没有发通知，已归档为取消。
course-sheet = 📄 <b>签到表</b> · { $title }
    { $when } · 签到 { $signed } 人，缺席 { $absent } 人
course-results = 📊 <b>{ $title }</b> · { $when } · { $place }
    报名 { $enrolled }，到场 { $came }，缺席 { $absent }
    考核：{ $answered } 人作答，{ $passed } 人通过
    评价：{ $rating } 分（{ $ratings } 人）
    { $comments }
course-results-plain = 📊 <b>{ $title }</b> · { $when } · { $place }
    报名 { $enrolled }，到场 { $came }，缺席 { $absent }
    评价：{ $rating } 分（{ $ratings } 人）
    { $comments }
sheet-title = 签到表
sheet-number = 序号
sheet-name = 姓名
sheet-unit = 单位
sheet-content = 培训内容
sheet-contact = 联系方式
sheet-at = 签到时间
sheet-about = { $title } · { $when } · { $place } · 讲师：{ $trainer }
