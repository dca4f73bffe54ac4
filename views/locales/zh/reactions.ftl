# 点赞没能接单时的说明，以及会诊结束后的话题名。

reaction-refused = ⚠️ { $name }，您点的 👍 没有接下 <b>#{ $number }</b>：{ $why }
reaction-refused-private = ⚠️ 您点的 👍 没有接下 <b>#{ $number }</b>：{ $why }
refused-not-on-call = 只有参加值班的工程师可以接单。
experts-topic-over = ☑️ 会诊 #{ $number } { $customer } · { $title }
