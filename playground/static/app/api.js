/** The people's side of the playground (docs/playground-api.md). Every call rejects with `ApiError` on failure. */

export class ApiError extends Error {}

async function call(path, { body, query, signal } = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined) params.set(name, value);
  }
  const tail = params.size ? `?${params}` : '';
  const options = { signal };
  if (body !== undefined) {
    options.method = 'POST';
    options.headers = { 'Content-Type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`people/api/${path}${tail}`, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(answer.error ?? `${response.status} ${response.statusText}`);
  return answer;
}

const inChat = (person, chat) => `${person}/chats/${chat}`;

export const api = {
  people: () => call('people'),
  addPerson: (person) => call('people', { body: person }),
  chats: (person) => call(`${person}/chats`),
  messages: (person, chat, query) => call(`${inChat(person, chat)}/messages`, { query }),
  events: (person, after, wait, signal) => call(`${person}/events`, { query: { after, wait }, signal }),
  send: (person, chat, message) => call(`${inChat(person, chat)}/send`, { body: message }),
  press: (person, chat, messageId, data, wait) =>
    call(`${inChat(person, chat)}/press`, { body: { message_id: messageId, data }, query: { wait } }),
  edit: (person, chat, change) => call(`${inChat(person, chat)}/edit`, { body: change }),
  react: (person, chat, messageId, emoji) =>
    call(`${inChat(person, chat)}/react`, { body: { message_id: messageId, emoji } }),
  remove: (person, chat, messageId) => call(`${inChat(person, chat)}/delete`, { body: { message_id: messageId } }),
  read: (person, chat, thread) => call(`${inChat(person, chat)}/read`, { body: thread === null ? {} : { thread } }),
  block: (person, chat) => call(`${inChat(person, chat)}/block`, { body: {} }),
  unblock: (person, chat) => call(`${inChat(person, chat)}/unblock`, { body: {} }),
  leave: (person, chat) => call(`${inChat(person, chat)}/leave`, { body: {} }),
  open: (person, link) => call(`${person}/open`, { body: { link } }),
  clock: () => call('clock'),
  advance: (seconds) => call('clock', { body: { advance: seconds } }),
  toNext: () => call('clock', { body: { to: 'next' } }),
  guide: (lang) => call('guide', { query: { lang } }),
};
