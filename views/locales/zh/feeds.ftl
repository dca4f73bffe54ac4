# 可订阅的日历。

feed-name-me = 我的值班
feed-name-all = 值班表
feed-none = 本服务台没有开通日历订阅；<code>/oncall ics</code> 会发给您一个可导入的文件。运维人员可以在设置的 <code>[calendar]</code> 中开通。
feed-none-alert = 本服务台已不再提供日历订阅。
feed-usage = 请写 <code>/oncall feed</code>、<code>/oncall feed new</code> 或 <code>/oncall feed off</code>。
feed-address = 📅 您的值班日历，可在日历应用中订阅：
    <code>{ $url }</code>
    在后面加上 <code>?who=all</code>，就是所有人的班。
    知道这个地址的人都能看到，请不要外传。地址只显示这一次；<code>/oncall feed new</code> 换一个新地址，<code>/oncall feed off</code> 停用。
feed-forgotten = 📅 { $made } 生成的地址还没来得及告诉您，服务台就重新启动了，地址已丢失。请用 <code>/oncall feed new</code> 换一个新的。
feed-there = 📅 您已有可订阅的日历，生成于 { $made }，最近一次读取：{ $fetched }。
    地址本身不留存，无法再次显示。<code>/oncall feed new</code> 换一个新地址，旧地址随即失效。
feed-never = 从未
feed-sent-in-private = 地址已私下发给您。
feed-off = 📅 您的日历订阅已停用，原地址不再有效。
feed-off-already = 您没有可订阅的日历。
feed-button-get = 🔗 订阅
feed-button-new = 🔄 换新地址
feed-button-off = ✖️ 停用
