/** Whom to play, that person's chats, and the topics of a forum. */

import { fullName, listTime } from '../format.js';
import { icons } from '../icons.js';
import { has, t } from '../i18n.js';
import * as route from '../route.js';
import { addPerson, chat, choosePerson, demoNow, openLink, person, state, topics } from '../store.js';
import { brief } from '../service.js';
import { Avatar, IconButton, TopicMark, Unread } from './basics.js';

const { computed } = Vue;

const ROLES = ['customer', 'engineer', 'manager'];

const ask = (message, then) =>
  Quasar.Dialog.create({
    message, prompt: { model: '', type: 'text', isValid: (value) => value.trim() !== '' },
    cancel: { flat: true, noCaps: true, label: t('cancel') }, ok: { flat: true, noCaps: true, label: t('ok') },
  }).onOk((value) => then(value.trim()));

export const PeopleList = {
  components: { Avatar, IconButton, Unread },
  setup() {
    const groups = computed(() => {
      const byRole = new Map();
      for (const each of state.people) byRole.set(each.role || 'other', [...(byRole.get(each.role || 'other') ?? []), each]);
      const rank = (role) => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length);
      return [...byRole].sort(([a], [b]) => rank(a) - rank(b));
    });
    const roleName = (role) => (has(`role_${role}`) ? t(`role_${role}`) : role);
    const choose = (id) => choosePerson(id, window.matchMedia('(min-width: 700px)').matches);
    const add = () => ask(t('addPersonText'), addPerson);
    return { t, state, groups, roleName, fullName, choose, add };
  },
  template: `
    <nav class="people" :aria-label="t('people')">
      <div class="people-head"><h2>{{ t('people') }}</h2>
        <IconButton icon="add" :label="t('addPerson')" size="sm" data-testid="add-person" @click="add" /></div>
      <div v-for="[role, people] in groups" :key="role" class="people-group">
        <h3>{{ roleName(role) }}</h3>
        <div class="people-items">
          <button v-for="{ user, label } in people" :key="user.id" type="button" class="who-item" :class="{ chosen: user.id === state.person }"
            :aria-current="user.id === state.person" :data-testid="'person-' + user.id" :title="label || fullName(user)" @click="choose(user.id)">
            <span class="with-badge"><Avatar :id="user.id" :name="fullName(user)" /><Unread :count="state.totals[user.id] ?? 0" /></span>
            <span class="who-names"><span class="who-name">{{ fullName(user) }}</span><span v-if="label && label !== fullName(user)" class="who-label">{{ label }}</span></span>
          </button>
        </div>
      </div>
    </nav>`,
};

export const ChatList = {
  components: { Avatar, IconButton, Unread },
  setup() {
    const iconOf = (each) => (each.type === 'private' ? icons.bot : each.is_forum ? icons.topics : icons.group);
    const openInvitation = () => ask(t('openLinkText'), openLink);
    return { t, icons, state, person, fullName, brief, iconOf, listTime, demoNow, openInvitation, go: route.go };
  },
  template: `
    <nav class="chats" :aria-label="t('chats')">
      <header class="bar slim">
        <h2 class="bar-title ellipsis">{{ person ? t('playingAs', { name: fullName(person.user) }) : t('chats') }}</h2>
        <IconButton v-if="person" icon="link" :label="t('openLink')" data-testid="open-link" @click="openInvitation" />
      </header>
      <div class="scroll">
        <p v-if="!person" class="hint">{{ t('choosePerson') }}</p>
        <p v-else-if="!state.chats.length" class="hint">{{ t('noChats') }}</p>
        <button v-for="each in state.chats" :key="each.id" type="button" class="chat-item" :class="{ chosen: each.id === state.chat }"
          :aria-current="each.id === state.chat" :data-testid="'chat-' + each.id" @click="go(state.person, each.id)">
          <Avatar :id="each.id" :name="each.title" :icon="iconOf(each)" />
          <span class="chat-body">
            <span class="chat-line"><b class="ellipsis">{{ each.title }}</b><time v-if="each.last" class="faint">{{ listTime(each.last.date, demoNow()) }}</time></span>
            <span class="chat-line"><span class="faint ellipsis">{{ each.last ? brief(each.last.text) : '' }}</span><Unread :count="each.unread" /></span>
          </span>
        </button>
      </div>
    </nav>`,
};

export const TopicList = {
  components: { IconButton, TopicMark, Unread },
  setup: () => ({ t, icons, state, chat, topics, go: route.go }),
  template: `
    <nav class="chats" :aria-label="t('topics')">
      <header class="bar slim">
        <IconButton icon="back" :label="t('back')" data-testid="topics-back" @click="go(state.person)" />
        <div class="bar-names"><h2 class="bar-title ellipsis">{{ chat.title }}</h2>
          <div class="faint">{{ t('members', { n: chat.members.length }) }}</div></div>
      </header>
      <div class="scroll">
        <button v-for="each in topics" :key="each.id" type="button" class="chat-item topic" :class="{ chosen: each.id === state.thread }"
          :aria-current="each.id === state.thread" :data-testid="'topic-' + each.id" @click="go(state.person, chat.id, each.id)">
          <TopicMark :topic="each" />
          <span class="chat-body"><span class="chat-line">
            <span class="topic-name" :class="{ fresh: each.unread }">{{ each.name }}</span>
            <q-icon v-if="each.closed" :name="icons.lock" class="faint" :aria-label="t('closed')" />
            <Unread :count="each.unread" /></span></span>
        </button>
      </div>
    </nav>`,
};
