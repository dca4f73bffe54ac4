/** What the page knows, and how it learns of it. Components read `state` and `messages`, and call the actions. */

import { ApiError, api } from './api.js';
import { fullName } from './format.js';
import { lang, t } from './i18n.js';
import * as route from './route.js';

const { computed, reactive, shallowRef, watch } = Vue;

const GENERAL = 0;
const GENERAL_COLOUR = 0xb8c4ce;
const PAGE = 60;
const POLL_SECONDS = 20;
const PRESS_SECONDS = 15;
const HIDDEN_POLL_MS = 4000;
const PLAIN_POLL_MS = 500;
const OTHERS_POLL_MS = 3000;
const RETRY_MS = 1500;
const TYPING_MS = 5000;

export const state = reactive({
  people: [],
  totals: {},
  person: null,
  chat: null,
  thread: null,
  chats: [],
  online: true,
  clock: { now: 0, next: null, taken: 0 },
  moving: null,
  guide: { title: '', steps: [] },
  loading: false,
  opened: 0,
  hasOlder: false,
  unreadFrom: null,
  pressing: new Set(),
  replyTo: null,
  editing: null,
  typing: false,
});

/** The loaded part of the open conversation, oldest first. Shallow: thousands of records need no proxies. */
export const messages = shallowRef([]);

export const person = computed(() => state.people.find((each) => each.user.id === state.person) ?? null);
export const chat = computed(() => state.chats.find((each) => each.id === state.chat) ?? null);
export const topics = computed(() => {
  if (!chat.value?.is_forum) return [];
  const general = { id: GENERAL, name: t('general'), icon_color: GENERAL_COLOUR, closed: false, unread: chat.value.unread_general };
  return [general, ...chat.value.topics];
});
export const topic = computed(() => topics.value.find((each) => each.id === state.thread) ?? null);
export const conversing = computed(
  () => chat.value !== null && (!chat.value.is_forum || topic.value !== null),
);
export const viewKey = computed(() => (conversing.value ? viewOf(state.person, state.chat, state.thread) : null));

const viewOf = (...parts) => parts.join('/');
const visited = new Map();
const listeners = new Set();

/** `listener(messages, outgoing)` is called after new messages came into the open conversation. */
export function onArrival(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function complain(error) {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  const message = error instanceof ApiError ? error.message : t('offline');
  toast(message, { color: 'negative', icon: undefined });
}

export function toast(message, options = {}) {
  Quasar.Notify.create({
    message,
    position: 'top',
    timeout: 3500,
    color: 'dark',
    classes: 'toast',
    attrs: { 'data-testid': 'toast', role: 'status' },
    ...options,
  });
}

/** Runs an action; an error is shown to the person and makes the result `undefined`. */
async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    complain(error);
    return undefined;
  }
}

function soon(action, ms) {
  let timer = null;
  return () => {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      action().catch(() => {});
    }, ms);
  };
}

// ---- people, chats, clock, guide

const totalOf = (chats) => chats.reduce((sum, each) => sum + each.unread, 0);

async function refreshChats() {
  const whose = state.person;
  const chats = await api.chats(whose);
  if (whose !== state.person) return;
  state.chats = chats;
  state.totals[whose] = totalOf(chats);
}

async function refreshOthers() {
  if (document.hidden) return;
  for (const { user } of state.people) {
    if (user.id !== state.person) state.totals[user.id] = totalOf(await api.chats(user.id));
  }
}

async function refreshPeople() {
  state.people = await api.people();
}

async function refreshClock() {
  const { now, next } = await api.clock();
  state.clock = { now, next, taken: performance.now() };
}

export async function refreshGuide() {
  state.guide = await api.guide(lang.value);
}

const peopleSoon = soon(refreshPeople, 100);
const chatsSoon = soon(refreshChats, 60);
const othersSoon = soon(refreshOthers, 500);
const clockSoon = soon(refreshClock, 200);

export const demoNow = () => state.clock.now + (performance.now() - state.clock.taken) / 1000;

export async function moveClock(which) {
  state.moving = which;
  await attempt(async () => {
    await (which === 'next' ? api.toNext() : api.advance(which));
    await refreshClock();
  });
  state.moving = null;
  othersSoon();
}

export async function addPerson(name) {
  const made = await attempt(() => api.addPerson({ first_name: name, language_code: lang.value, role: 'customer' }));
  if (made === undefined) return;
  await attempt(refreshPeople);
  route.go(made.user.id);
}

// ---- where we are

export function choosePerson(id, wide) {
  const last = wide ? visited.get(id) : undefined;
  route.go(id, last?.chat ?? null, last?.thread ?? null);
}

/** Reads the address and shows what it asks for, now or as soon as it exists. */
export async function follow() {
  const wanted = route.read();
  const personChanged = wanted.person !== state.person;
  if (personChanged) {
    Object.assign(state, { person: wanted.person, chats: [], chat: null, thread: null });
    stopListening();
    if (wanted.person === null) return;
    // The number first, then the state: what happens in between is told again, never missed.
    const start = await attempt(() => api.events(wanted.person));
    if (start === undefined || state.person !== wanted.person) return;
    await attempt(refreshChats);
    if (state.person !== wanted.person) return;
    listen(wanted.person, start.seq);
  }
  const same = wanted.chat === state.chat && wanted.thread === state.thread;
  if (same && !personChanged) return;
  Object.assign(state, { chat: wanted.chat, thread: wanted.thread, replyTo: null, editing: null, typing: false });
  visited.set(state.person, { chat: wanted.chat, thread: wanted.thread });
}

watch(viewKey, async (view) => {
  messages.value = [];
  Object.assign(state, { unreadFrom: null, hasOlder: false, loading: false });
  if (view === null) return;
  await attempt(openConversation);
  if (view === viewKey.value) state.opened += 1;
});

async function openConversation() {
  const view = viewKey.value;
  const unread = topic.value ? topic.value.unread : chat.value.unread;
  state.loading = true;
  try {
    const loaded = await api.messages(state.person, state.chat, { thread: state.thread, limit: PAGE });
    if (view !== viewKey.value) return;
    const incoming = loaded.filter((each) => !each.outgoing);
    state.unreadFrom = unread > 0 && unread <= incoming.length ? incoming.at(-unread).message_id : null;
    state.hasOlder = loaded.length === PAGE;
    absorb(loaded);
  } finally {
    if (view === viewKey.value) state.loading = false;
  }
  if (unread > 0) await markRead();
}

let loadingOlder = null;

export function loadOlder() {
  loadingOlder ??= loadPageBefore().finally(() => { loadingOlder = null; });
  return loadingOlder;
}

async function loadPageBefore() {
  if (state.loading || !state.hasOlder || !messages.value.length) return;
  const view = viewKey.value;
  state.loading = true;
  await attempt(async () => {
    const before = messages.value[0].message_id;
    const loaded = await api.messages(state.person, state.chat, { thread: state.thread, before, limit: PAGE });
    if (view !== viewKey.value) return;
    state.hasOlder = loaded.length === PAGE;
    absorb(loaded);
  });
  if (view === viewKey.value) state.loading = false;
}

/** Loads backwards until a message is there; false if it is not to be had. */
export async function loadUntil(messageId) {
  const present = () => messages.value.some((each) => each.message_id === messageId);
  const oldest = () => messages.value[0]?.message_id;
  while (!present() && state.hasOlder && oldest() > messageId) {
    const before = oldest();
    await loadOlder();
    if (oldest() === before) break;
  }
  return present();
}

export async function markRead() {
  if (!conversing.value) return;
  await api.read(state.person, state.chat, state.thread).catch(() => {});
  chatsSoon();
}

/** Puts messages in by number: a known one is replaced unless it is older than what is shown, a deleted one goes. */
function absorb(incoming) {
  const known = new Map(messages.value.map((each) => [each.message_id, each]));
  for (const each of incoming) {
    if (each.deleted) known.delete(each.message_id);
    else if (!(known.get(each.message_id)?.seq > each.seq)) known.set(each.message_id, each);
  }
  messages.value = [...known.values()].sort((a, b) => a.message_id - b.message_id);
}

// ---- what happens

let listening = null;

function stopListening() {
  listening?.abort();
  listening = null;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function listen(whose, since) {
  const control = new AbortController();
  listening = control;
  let after = since;
  while (!control.signal.aborted) {
    try {
      // A browser gives one server six connections for all its tabs: a tab that nobody sees must not hold one.
      // Nor does a page for a picture: a browser taking one waits until the network is quiet.
      const held = !document.hidden && !route.plain;
      const wait = held ? POLL_SECONDS : 0;
      const answer = await api.events(whose, after, wait, control.signal);
      if (control.signal.aborted) return;
      if (!state.online) await recover();
      answer.events.forEach(happen);
      after = answer.seq;
      if (answer.reset) {
        messages.value = [];
        await recover();
      }
      if (!held) await pause(document.hidden ? HIDDEN_POLL_MS : PLAIN_POLL_MS);
    } catch (error) {
      if (control.signal.aborted) return;
      state.online = false;
      await pause(RETRY_MS);
    }
  }
}

async function recover() {
  state.online = true;
  await Promise.all([refreshPeople(), refreshChats(), refreshClock()]);
  if (conversing.value) await openConversation();
}

let typingEnds = null;

function showTyping() {
  state.typing = true;
  clearTimeout(typingEnds);
  typingEnds = setTimeout(() => { state.typing = false; }, TYPING_MS);
}

const inView = (message) =>
  conversing.value && (!chat.value.is_forum || (message.thread_id ?? GENERAL) === state.thread);

function happen(event) {
  if (event.type === 'action') {
    if (event.chat === state.chat) showTyping();
    return;
  }
  clockSoon();
  if (event.type === 'clock') return;
  if (event.type === 'people') peopleSoon();
  chatsSoon();
  othersSoon();
  const { message } = event;
  if (!message || event.chat !== state.chat || !inView(message)) return;
  const loaded = messages.value;
  const fresh = event.type === 'message';
  if (fresh) state.typing = false;
  if (!fresh && !loaded.some((each) => each.message_id === message.message_id)) return;
  absorb([event.type === 'delete' ? { ...message, deleted: true } : message]);
  if (fresh) listeners.forEach((listener) => listener(message));
}

// ---- what a person does

export const send = (content) =>
  attempt(() =>
    api.send(state.person, state.chat, {
      ...content,
      ...(state.thread === null ? {} : { thread: state.thread }),
      ...(state.replyTo === null ? {} : { reply_to: state.replyTo.message_id }),
    }),
  );

export const editText = (message, text) =>
  attempt(() =>
    api.edit(state.person, state.chat, {
      message_id: message.message_id,
      ...(message.media ? { caption: text } : { text }),
    }),
  );

export function react(message, emoji) {
  const mine = message.reactions.some((each) => each.emoji === emoji && each.user_ids.includes(state.person));
  return attempt(() => api.react(state.person, state.chat, message.message_id, mine ? null : emoji));
}

export const remove = (message) => attempt(() => api.remove(state.person, state.chat, message.message_id));

const refreshed = (action) => async () => {
  await attempt(async () => {
    await action(state.person, state.chat);
    await refreshChats();
  });
};
export const block = refreshed(api.block);
export const unblock = refreshed(api.unblock);
export async function leave() {
  await refreshed(api.leave)();
  route.go(state.person);
}

export async function press(message, button, key) {
  if (state.pressing.has(key)) return;
  state.pressing.add(key);
  const answer = await attempt(() =>
    api.press(state.person, state.chat, message.message_id, button.data, PRESS_SECONDS),
  );
  state.pressing.delete(key);
  if (answer === undefined) return;
  if (answer.answered === false) toast(t('noAnswer'), { color: 'warning', textColor: 'dark' });
  else if (answer.alert) alertOf(answer.text);
  else if (answer.text) toast(answer.text);
}

function alertOf(text) {
  Quasar.Dialog.create({ title: chat.value?.title ?? '', message: text, class: 'bot-alert', ok: { label: t('ok'), flat: true } });
}

/** Links to a bot with `?start=` are opened here, as a messenger does; anything else is an ordinary link. */
export async function openLink(link) {
  let url = null;
  try {
    url = new URL(link);
  } catch {
    toast(t('linkNotStart'));
    return;
  }
  const inside = url.hostname === 't.me' || url.hostname === 'telegram.me';
  if (!inside) {
    if (url.protocol === 'https:' || url.protocol === 'http:') window.open(url, '_blank', 'noopener');
    return;
  }
  if (!url.searchParams.has('start')) {
    toast(t('linkNotStart'));
    return;
  }
  const opened = await attempt(async () => {
    const answer = await api.open(state.person, link);
    await refreshChats();
    return answer;
  });
  if (opened === undefined) return;
  route.go(state.person, opened.chat);
}

export const nameOf = (userId) => {
  const known = state.people.find((each) => each.user.id === userId);
  return known ? fullName(known.user) : String(userId);
};

export async function begin() {
  await attempt(() => Promise.all([refreshPeople(), refreshClock(), refreshGuide()]));
  window.addEventListener('hashchange', () => follow());
  await follow();
  othersSoon();
  setInterval(othersSoon, OTHERS_POLL_MS);
  setInterval(clockSoon, OTHERS_POLL_MS * 5);
}
