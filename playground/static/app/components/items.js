/** Turns messages into what stands in the column: days, service lines, the unread mark, bubbles and albums. */

import { day } from '../format.js';

const TOGETHER_SECONDS = 600;

const follows = (item, message) =>
  item?.kind === 'bubble' &&
  item.messages[0].from.id === message.from.id &&
  message.date - item.messages.at(-1).date < TOGETHER_SECONDS;

/** `inGroup` says that senders' names and faces are wanted; `unreadFrom` is the first unread message's number. */
export function arrange(messages, inGroup, unreadFrom) {
  const items = [];
  let today = null;
  for (const message of messages) {
    const last = items.at(-1);
    if (day(message.date) !== today) {
      today = day(message.date);
      items.push({ kind: 'day', key: `day-${message.message_id}`, date: message.date });
    }
    if (message.message_id === unreadFrom) items.push({ kind: 'unread', key: 'unread' });
    if (message.service) {
      items.push({ kind: 'service', key: message.message_id, message });
      continue;
    }
    const before = items.at(-1);
    const sameAlbum =
      message.media_group_id && before === last && last?.messages?.[0].media_group_id === message.media_group_id;
    if (sameAlbum) {
      last.messages.push(message);
      continue;
    }
    const head = !follows(before, message);
    if (!head) before.tail = false;
    items.push({ kind: 'bubble', key: message.message_id, messages: [message], head, tail: true, inGroup });
  }
  return items;
}

/** What an item's looks depend on, for `v-memo`: same values, no work. */
export const looks = (item, language) => [
  ...(item.messages ?? [item.message ?? item.date ?? item.key]),
  item.head,
  item.tail,
  language,
];
