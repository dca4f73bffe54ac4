/** One message, or one album, with what hangs on it: quote, reactions, buttons. */

import { colour, full, fullName, time } from '../format.js';
import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { nameOf, openLink, press, react, send, state } from '../store.js';
import { Avatar, rich } from './basics.js';
import { Card, Media, Place } from './Media.js';

const { computed } = Vue;

export const Bubble = {
  components: { Avatar, Card, Media, Place },
  directives: { rich },
  props: { item: { type: Object, required: true } },
  emits: ['menu', 'jump', 'enlarge'],
  setup(props) {
    const message = computed(() => props.item.messages[0]);
    const album = computed(() => props.item.messages.length > 1);
    const worded = computed(() => props.item.messages.find((each) => each.caption) ?? message.value);
    const html = computed(() => worded.value.html ?? worded.value.caption_html);
    const text = computed(() => worded.value.text ?? worded.value.caption);
    const visual = computed(() => ['photo', 'video'].includes(message.value.media?.kind));
    const edited = computed(() => props.item.messages.some((each) => each.edit_date));
    const author = computed(() => fullName(message.value.from));
    const keyOf = (row, column) => `${message.value.message_id}:${row}:${column}`;

    const push = (button, row, column) => {
      if (button.url) openLink(button.url);
      else press(message.value, button, keyOf(row, column));
    };

    const inText = (event) => {
      const spoiler = event.target.closest('tg-spoiler');
      if (spoiler) spoiler.classList.add('shown');
      const link = event.target.closest('a');
      if (!link) return;
      event.preventDefault();
      if (link.dataset.command) send({ text: link.dataset.command });
      else openLink(link.href);
    };

    return {
      t, icons, colour, time, full, nameOf, react, state, message, album, worded, html, text, visual, edited, author,
      keyOf, push, inText,
    };
  },
  template: `
    <article class="msg" :class="{ out: message.outgoing, head: item.head, tail: item.tail, grouped: item.inGroup }"
      :data-testid="'message-' + message.message_id" :data-id="message.message_id" :aria-label="author"
      @contextmenu.prevent="$emit('menu', $event, message)">
      <Avatar v-if="item.inGroup && !message.outgoing" :id="message.from.id" :name="author" :icon="message.from.is_bot ? icons.bot : null"
        :class="{ hollow: !item.tail }" />
      <div class="stack">
        <div class="bubble" :class="{ visual, wordless: visual && !text }">
          <div v-if="item.inGroup && item.head && !message.outgoing" class="who" :style="{ color: colour(message.from.id) }">{{ author }}</div>
          <div v-if="message.forwarded_from" class="forwarded">{{ t('forwarded', { name: message.forwarded_from }) }}</div>
          <button v-if="message.reply_to" type="button" class="quote" data-testid="quote" @click="$emit('jump', message.reply_to.message_id)">
            <b>{{ message.reply_to.from_name }}</b><span>{{ message.reply_to.excerpt || t('message') }}</span>
          </button>
          <div v-if="album" :class="visual ? 'album album-' + item.messages.length : 'files'" :data-testid="'album-' + message.media_group_id">
            <Media v-for="each in item.messages" :key="each.message_id" :media="each.media" :tile="visual"
              :data-testid="'tile-' + each.message_id" @enlarge="$emit('enlarge', each)" />
          </div>
          <Media v-else-if="message.media" :media="message.media" @enlarge="$emit('enlarge', message)" />
          <Place v-if="message.location" :location="message.location" />
          <Card v-if="message.contact" :contact="message.contact" />
          <div class="words" :class="{ changed: edited }" @click="inText" @keydown.enter="inText">
            <span v-if="html" v-rich="html" class="text" data-testid="text"></span>
            <span v-else-if="text" class="text" data-testid="text">{{ text }}</span>
            <span class="meta"><span v-if="edited" data-testid="edited">{{ t('edited') }}&nbsp;</span><time
              :title="full(message.date)">{{ time(message.date) }}</time></span>
          </div>
          <div v-if="message.reactions.length" class="reactions">
            <button v-for="each in message.reactions" :key="each.emoji" type="button" class="reaction"
              :class="{ mine: each.user_ids.includes(state.person) }" :title="each.user_ids.map(nameOf).join(', ')"
              :aria-label="t('react', { emoji: each.emoji })" :aria-pressed="each.user_ids.includes(state.person)"
              @click="react(message, each.emoji)">{{ each.emoji }}<span v-if="each.user_ids.length > 1">{{ each.user_ids.length }}</span></button>
          </div>
        </div>
        <div v-if="message.buttons" class="inline-keyboard">
          <div v-for="(row, r) in message.buttons" :key="r" class="inline-row">
            <button v-for="(button, c) in row" :key="c" type="button" class="inline-button"
              :aria-busy="state.pressing.has(keyOf(r, c))" @click="push(button, r, c)">
              <span class="inline-text">{{ button.text }}</span>
              <q-icon v-if="button.url" :name="icons.external" class="corner" />
              <q-spinner v-if="state.pressing.has(keyOf(r, c))" class="corner" />
            </button>
          </div>
        </div>
      </div>
      <q-btn flat round dense size="sm" class="more" :icon="icons.more" :aria-label="t('more')"
        :data-testid="'more-' + message.message_id" @click="$emit('menu', $event, message)" />
    </article>`,
};
