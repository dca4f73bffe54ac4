/** Small parts that everything else is made of. */

import { colour, hex, initials } from '../format.js';
import { icons } from '../icons.js';
import { t } from '../i18n.js';

export const Avatar = {
  props: { id: { type: Number, required: true }, name: { type: String, required: true }, icon: { type: String, default: null } },
  setup: () => ({ colour, initials }),
  template: `
    <span class="avatar" :style="{ background: colour(id) }" aria-hidden="true">
      <q-icon v-if="icon" :name="icon" /><template v-else>{{ initials(name) }}</template>
    </span>`,
};

export const Unread = {
  props: { count: { type: Number, default: 0 } },
  setup: () => ({ t }),
  template: `
    <span v-if="count > 0" class="unread" data-testid="unread" :aria-label="t('unreadCount', { n: count })">{{
      count > 999 ? '999+' : count }}</span>`,
};

const sign = (name) => (name.match(/\p{Extended_Pictographic}/u) ?? name.match(/\p{L}/u) ?? ['#'])[0].toUpperCase();

/** A topic's sign: its colour and the picture or the first letter in its name. */
export const TopicMark = {
  props: { topic: { type: Object, required: true } },
  setup: () => ({ hex, sign }),
  template: `<span class="topic-mark" :style="{ background: hex(topic.icon_color) }" aria-hidden="true">{{ sign(topic.name) }}</span>`,
};

/** A round button with a picture and a spoken name. */
export const IconButton = {
  props: { icon: { type: String, required: true }, label: { type: String, required: true } },
  setup: () => ({ icons }),
  template: `<q-btn flat round :icon="icons[icon]" :aria-label="label" :title="label"><slot /></q-btn>`,
};

// A command is written with ASCII letters and stands alone; "/" inside a path, a date or a tag is none.
const COMMAND = /(?<![\w/<])\/[a-z][a-z0-9_]{0,31}(?:@\w+)?(?![\w/>])/gi;

function linkCommands(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest('a, code, pre') && node.data.includes('/')) found.push(node);
  }
  for (const node of found) {
    const pieces = document.createDocumentFragment();
    let end = 0;
    for (const match of node.data.matchAll(COMMAND)) {
      const link = document.createElement('a');
      link.href = '#';
      link.dataset.command = match[0];
      link.textContent = match[0];
      pieces.append(node.data.slice(end, match.index), link);
      end = match.index + match[0].length;
    }
    if (end > 0) {
      pieces.append(node.data.slice(end));
      node.replaceWith(pieces);
    }
  }
}

function tidy(root) {
  // A block ends its line by itself; the line break written after it would show as an empty line.
  for (const block of root.querySelectorAll('blockquote, pre')) {
    const after = block.nextSibling;
    if (after?.nodeType === Node.TEXT_NODE && after.data.startsWith('\n')) after.deleteData(0, 1);
  }
  for (const spoiler of root.querySelectorAll('tg-spoiler:not(.shown)')) {
    spoiler.tabIndex = 0;
    spoiler.setAttribute('role', 'button');
  }
}

function fill(element, { value, oldValue }) {
  if (value === oldValue) return;
  // The only place where the page takes markup: the server made it of escaped text and a closed list of tags.
  element.innerHTML = value;
  linkCommands(element);
  tidy(element);
}

export const rich = { mounted: fill, updated: fill };
