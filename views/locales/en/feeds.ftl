# A calendar to subscribe to.

feed-name-me = My duties
feed-name-all = On call
feed-none = This desk gives out no calendars to subscribe to; <code>/oncall ics</code> sends you a file to import. Whoever runs the desk can change that (<code>[calendar]</code> in the settings).
feed-none-alert = This desk gives out no calendars to subscribe to any more.
feed-usage = Write <code>/oncall feed</code>, <code>/oncall feed new</code> or <code>/oncall feed off</code>.
feed-address = 📅 Your duties, to subscribe to in your calendar:
    <code>{ $url }</code>
    With <code>?who=all</code> after it: everybody’s duties.
    Whoever knows this address can read them, so keep it to yourself. It is shown only this once; <code>/oncall feed new</code> makes another one, <code>/oncall feed off</code> ends it.
feed-forgotten = 📅 The address of { $made } was lost before I could tell you: the desk was started anew. <code>/oncall feed new</code> makes another one.
feed-there = 📅 You have a calendar to subscribe to, made { $made }, last fetched: { $fetched }.
    I do not keep its address and cannot show it again. <code>/oncall feed new</code> makes another one; the old one then opens nothing any more.
feed-never = never
feed-sent-in-private = The address comes to you in private.
feed-off = 📅 Your calendar is closed: its address opens nothing any more.
feed-off-already = You have no calendar to subscribe to.
feed-button-get = 🔗 Subscribe
feed-button-new = 🔄 New address
feed-button-off = ✖️ Close it
