/** The address says what is looked at: `#person/chat/thread` (thread 0 is a forum's General). Moving about is changing the address, nothing else. */

export function read() {
  const number = (part) => (/^-?\d+$/.test(part ?? '') ? Number(part) : null);
  const [person, chat, thread] = decodeURIComponent(location.hash.slice(1)).split('/').map(number);
  return { person: person ?? null, chat: chat ?? null, thread: thread ?? null };
}

export function go(person, chat = null, thread = null) {
  const hash = `#${[person, chat, thread].filter((part) => part !== null).join('/')}`;
  if (hash === location.hash) return;
  location.hash = hash;
}

export const plain = new URLSearchParams(location.search).get('plain') === '1';
