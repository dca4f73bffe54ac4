# Several tickets in one call
wake-title-many = { $count } tickets: { $numbers }
wake-body-many = Nobody has these { $count } tickets yet. Acknowledge them in Telegram.
