/** The open conversation: its head, the pinned bar, the column of messages, and the way to write. */

import { dayName, fullName } from '../format.js';
import { icons } from '../icons.js';
import { lang, t } from '../i18n.js';
import {
  block, chat, demoNow, leave, loadOlder, loadUntil, markRead, messages, onArrival, person, react, remove, send, state,
  toast, topic, unblock, viewKey,
} from '../store.js';
import { pinnedMessage } from '../pinned.js';
import { brief, serviceLine } from '../service.js';
import { Avatar, IconButton, TopicMark } from './basics.js';
import { Bubble } from './Bubble.js';
import { Composer } from './Composer.js';
import { arrange, looks } from './items.js';
import { Lightbox } from './Lightbox.js';
import { Keeper } from './scroll.js';

const { computed, nextTick, onBeforeUnmount, onMounted, ref, watch } = Vue;

const EMOJI = ['👍', '👀', '❤️', '🔥', '🎉', '🙏'];

export const Conversation = {
  components: { Avatar, Bubble, Composer, IconButton, Lightbox, TopicMark },
  emits: ['back'],
  setup() {
    const area = ref(null);
    const column = ref(null);
    const menu = ref(null);
    const menuFor = ref(null);
    const menuTarget = ref(false);
    const enlarged = ref(null);
    const atBottom = ref(true);
    const below = ref(0);
    const spoken = ref('');
    let keeper = null;

    const inGroup = computed(() => chat.value.type !== 'private');
    const items = computed(() => arrange(messages.value, inGroup.value, state.unreadFrom));
    const title = computed(() => topic.value?.name ?? chat.value.title);
    const subtitle = computed(() => {
      if (state.typing) return t('typing');
      if (topic.value) return chat.value.title;
      if (inGroup.value) return t('members', { n: chat.value.members.length });
      return t(chat.value.blocked ? 'blockedBot' : 'bot');
    });
    const pictures = computed(() => messages.value.filter((each) => each.media?.kind === 'photo'));
    const mayStart = computed(() => chat.value.started === false);

    const find = (id) => column.value?.querySelector(`[data-id="${id}"], [data-testid="tile-${id}"]`);

    const moved = (where) => {
      atBottom.value = where.atBottom;
      if (where.atBottom && below.value) {
        below.value = 0;
        markRead();
      }
      if (where.atTop) loadOlder();
    };
    const toBottom = () => keeper.toBottom();

    const settleAtOpening = async () => {
      await nextTick();
      if (!keeper) return;
      keeper.toBottom();
      const mark = column.value.querySelector('.unread-line');
      if (mark && mark.offsetTop < area.value.scrollTop) keeper.show(mark, 'start');
      keeper.note();
    };
    watch(viewKey, () => {
      below.value = 0;
      enlarged.value = null;
      if (keeper) keeper.atBottom = true;
    });
    watch(() => state.opened, settleAtOpening);

    const arrived = (message) => {
      spoken.value = message.outgoing ? '' : `${fullName(message.from)}: ${message.text ?? message.caption ?? brief(message.service ?? `[${message.media?.kind}]`)}`;
      if (message.outgoing) nextTick(toBottom);
      else if (keeper.atBottom && !document.hidden) markRead();
      else below.value += 1;
    };
    const looked = () => { if (!document.hidden && keeper?.atBottom) markRead(); };
    let silence = null;
    onMounted(() => {
      keeper = new Keeper(area.value, column.value, moved);
      silence = onArrival(arrived);
      document.addEventListener('visibilitychange', looked);
      settleAtOpening();
    });
    onBeforeUnmount(() => {
      keeper.stop();
      silence();
      document.removeEventListener('visibilitychange', looked);
    });

    const jump = async (id) => {
      if (!(await loadUntil(id))) {
        toast(t('notLoaded'));
        return;
      }
      await nextTick();
      const element = find(id);
      if (!element) return;
      keeper.show(element, 'center');
      element.classList.remove('flash');
      requestAnimationFrame(() => element.classList.add('flash'));
      setTimeout(() => element.classList.remove('flash'), 1600);
    };

    const openMenu = (event, message) => {
      menuFor.value = message;
      menuTarget.value = event.currentTarget;
      nextTick(() => menu.value.show(event));
    };
    const textOf = (message) => message.text ?? message.caption ?? '';
    const copy = () => Quasar.copyToClipboard(textOf(menuFor.value)).catch(() => {});
    const mine = computed(() => menuFor.value?.outgoing && menuFor.value.from.id === state.person);
    const editable = computed(() => mine.value && textOf(menuFor.value) !== '');
    const askLeave = () =>
      Quasar.Dialog.create({
        message: t('leaveSure', { name: chat.value.title }), cancel: { flat: true, label: t('cancel') }, ok: { flat: true, label: t('ok') },
      }).onOk(leave);

    return {
      t, icons, lang, state, chat, topic, person, area, column, menu, menuFor, menuTarget, enlarged, atBottom, below, spoken,
      inGroup, items, title, subtitle, pictures, mayStart, pinnedMessage, looks, demoNow, dayName, EMOJI, mine, editable,
      serviceLine, jump, toBottom, openMenu, copy, askLeave, loadOlder, react, remove, send, block, unblock, fullName,
    };
  },
  template: `
    <section class="conversation" :aria-label="title">
      <header class="bar">
        <IconButton icon="back" :label="t('back')" class="only-narrow" data-testid="back" @click="$emit('back')" />
        <TopicMark v-if="topic" :topic="topic" />
        <Avatar v-else :id="chat.id" :name="title" :icon="inGroup ? icons.group : icons.bot" />
        <div class="bar-names">
          <h2 class="bar-title" data-testid="title">{{ title }}</h2>
          <div class="faint ellipsis">{{ subtitle }}</div>
        </div>
        <IconButton icon="more" :label="t('chatMenu')" data-testid="chat-menu">
          <q-menu anchor="bottom right" self="top right">
            <q-list class="menu">
              <q-item v-if="!inGroup" v-close-popup clickable data-testid="block" @click="chat.blocked ? unblock() : block()">
                <q-item-section avatar><q-icon :name="icons.block" /></q-item-section>
                <q-item-section>{{ t(chat.blocked ? 'unblock' : 'block') }}</q-item-section></q-item>
              <q-item v-else v-close-popup clickable data-testid="leave" @click="askLeave">
                <q-item-section avatar><q-icon :name="icons.leave" /></q-item-section><q-item-section>{{ t('leave') }}</q-item-section></q-item>
            </q-list>
          </q-menu>
        </IconButton>
      </header>
      <button v-if="pinnedMessage" type="button" class="pinned" data-testid="pinned" @click="jump(pinnedMessage.message_id)">
        <span class="pinned-title">{{ t('pinned') }}</span>
        <span class="ellipsis">{{ pinnedMessage.text ?? pinnedMessage.caption ?? t(pinnedMessage.media?.kind ?? 'message') }}</span>
      </button>
      <div class="area-wrap">
        <div ref="area" class="area" data-testid="conversation" role="log" :aria-label="title" aria-live="off" tabindex="0">
          <div ref="column" class="thread">
            <div class="older"><q-btn v-if="state.hasOlder" flat dense no-caps size="sm" :label="t('loadOlder')" :loading="state.loading"
              @click="loadOlder" /></div>
            <template v-for="item in items" :key="item.key" v-memo="looks(item, lang)">
              <div v-if="item.kind === 'day'" class="line"><span>{{ dayName(item.date, demoNow()) }}</span></div>
              <div v-else-if="item.kind === 'unread'" class="unread-line" data-testid="unread-line">{{ t('unread') }}</div>
              <div v-else-if="item.kind === 'service'" class="line" :data-id="item.message.message_id" data-testid="service"><span>{{ serviceLine(item.message) }}</span></div>
              <Bubble v-else :item="item" @menu="openMenu" @jump="jump" @enlarge="enlarged = $event" />
            </template>
            <div v-if="!state.loading && !items.length" class="empty"><p>{{ t(inGroup ? 'emptyGroup' : 'emptyPrivate') }}</p></div>
          </div>
        </div>
        <q-btn v-if="!atBottom || below" class="to-bottom" rounded unelevated no-caps :icon="icons.down" data-testid="new-below"
          :label="below ? t('newBelow', { n: below }) : undefined" :aria-label="below ? t('newBelow', { n: below }) : t('toBottom')" @click="toBottom" />
      </div>
      <div class="sr-only" aria-live="polite">{{ spoken }}</div>
      <div v-if="chat.blocked" class="instead"><q-btn flat no-caps color="primary" class="full-width" :label="t('unblock')" data-testid="unblock" @click="unblock" /></div>
      <template v-else>
        <div v-if="mayStart" class="instead"><q-btn unelevated no-caps color="primary" class="full-width" :label="t('start')"
          data-testid="start" @click="send({ text: '/start' })" /></div>
        <Composer />
      </template>

      <q-menu ref="menu" no-parent-event touch-position :target="menuTarget" data-testid="message-menu">
        <div v-if="menuFor" class="menu">
          <div class="emoji-row">
            <button v-for="emoji in EMOJI" :key="emoji" v-close-popup type="button" :aria-label="t('react', { emoji })" @click="react(menuFor, emoji)">{{ emoji }}</button>
          </div>
          <q-separator />
          <q-list>
            <q-item v-close-popup clickable data-testid="do-reply" @click="state.editing = null; state.replyTo = menuFor">
              <q-item-section avatar><q-icon :name="icons.reply" /></q-item-section><q-item-section>{{ t('reply') }}</q-item-section></q-item>
            <q-item v-if="editable" v-close-popup clickable data-testid="do-edit" @click="state.replyTo = null; state.editing = menuFor">
              <q-item-section avatar><q-icon :name="icons.edit" /></q-item-section><q-item-section>{{ t('edit') }}</q-item-section></q-item>
            <q-item v-close-popup clickable data-testid="do-copy" @click="copy">
              <q-item-section avatar><q-icon :name="icons.copy" /></q-item-section><q-item-section>{{ t('copy') }}</q-item-section></q-item>
            <q-item v-if="mine" v-close-popup clickable data-testid="do-delete" @click="remove(menuFor)">
              <q-item-section avatar><q-icon :name="icons.remove" /></q-item-section><q-item-section>{{ t('remove') }}</q-item-section></q-item>
          </q-list>
        </div>
      </q-menu>
      <Lightbox v-if="enlarged" :pictures="pictures" :first="enlarged" @close="enlarged = null" />
    </section>`,
};
