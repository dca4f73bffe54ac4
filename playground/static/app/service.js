/** Service lines come as `kind` or `kind: what`; here they become sentences. */

import { fullName } from './format.js';
import { has, t } from './i18n.js';

function parse(service) {
  const [, kind, , what] = service.match(/^(\w+)(: (.*))?$/s) ?? [];
  return { kind, what: what ?? '' };
}

export function serviceLine(message) {
  const { kind, what } = parse(message.service);
  return has(`service_${kind}`) ? t(`service_${kind}`, { who: fullName(message.from), what }) : message.service;
}

/** A chat's last line in the list: `[photo]` and service kinds in words, anything else as it is. */
export function brief(text) {
  const media = text.match(/^\[(\w+)\]$/)?.[1];
  if (media && has(media)) return t(media);
  const { kind, what } = parse(text);
  return kind && has(`brief_${kind}`) ? t(`brief_${kind}`, { what }) : text;
}
