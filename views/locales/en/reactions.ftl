# What a thumb up could not do, and the experts' topic after the end.

reaction-refused = ⚠️ { $name }, your 👍 did not take <b>#{ $number }</b>: { $why }
reaction-refused-private = ⚠️ Your 👍 did not take <b>#{ $number }</b>: { $why }
refused-not-on-call = Only engineers, who can be on call, take it.
experts-topic-over = ☑️ Experts #{ $number } { $customer } · { $title }
