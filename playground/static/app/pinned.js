/** The pinned message of the open conversation: taken from what is loaded, else fetched by its number. */

import { api } from './api.js';
import { chat, conversing, messages, state, viewKey } from './store.js';

const { computed, ref, watch } = Vue;

const fetched = ref(null);

const loaded = computed(() => {
  const id = chat.value?.pinned ?? null;
  return id === null ? null : (messages.value.find((each) => each.message_id === id) ?? null);
});

// In a forum the pinned message belongs to one topic; asking within the open topic for the last message up to
// its number answers with another message when it is not from here.
watch(
  () => [viewKey.value, chat.value?.pinned ?? null],
  async ([view, id]) => {
    fetched.value = null;
    if (!conversing.value || id === null || loaded.value) return;
    const [message] = await api
      .messages(state.person, state.chat, { thread: state.thread, before: id + 1, limit: 1 })
      .catch(() => []);
    if (view === viewKey.value && message?.message_id === id) fetched.value = message;
  },
);

export const pinnedMessage = computed(() => loaded.value ?? fetched.value);
