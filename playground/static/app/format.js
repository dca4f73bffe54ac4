/** Times (always in the demo's zone), names, colours and sizes as people read them. */

import { lang, locale, t } from './i18n.js';

export const ZONE = 'Asia/Shanghai';
const formats = new Map();

function formatter(name, options) {
  const key = `${locale.value}/${name}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, hourCycle: 'h23', ...options }));
  }
  return formats.get(key);
}

const at = (seconds) => new Date(seconds * 1000);

export const time = (seconds) => formatter('time', { hour: '2-digit', minute: '2-digit' }).format(at(seconds));
export const timeWithSeconds = (seconds) =>
  formatter('seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at(seconds));
export const date = (seconds) =>
  formatter('date', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at(seconds));
export const shortDate = (seconds) => formatter('short', { month: 'short', day: 'numeric' }).format(at(seconds));
const longDate = (seconds) =>
  formatter('long', { weekday: 'long', day: 'numeric', month: 'long' }).format(at(seconds));
export const full = (seconds) => `${date(seconds)} ${timeWithSeconds(seconds)}`;

/** The number of the civil day in the zone, to compare two moments by day. Shanghai has had no offset change since 1991. */
export const day = (seconds) => Math.floor((seconds + 8 * 3600) / 86400);

export function dayName(seconds, now) {
  const ago = day(now) - day(seconds);
  const name = longDate(seconds);
  if (ago === 0) return `${t('today')} · ${name}`;
  if (ago === 1) return `${t('yesterday')} · ${name}`;
  return name;
}

export const listTime = (seconds, now) => (day(seconds) === day(now) ? time(seconds) : shortDate(seconds));

/** How far ahead a moment is: "12 min", "3 h 20 min", "2 d 4 h". */
export function ahead(seconds) {
  const minutes = Math.max(0, Math.ceil(seconds / 60));
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const units = lang.value === 'zh' ? [' 天', ' 小时', ' 分'] : [' d', ' h', ' min'];
  const parts = [[d, units[0]], [h, units[1]], [m, units[2]]].filter(([n]) => n > 0).slice(0, 2);
  return parts.length ? parts.map(([n, unit]) => `${n}${unit}`).join(' ') : `0${units[2]}`;
}

export const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(' ');

export function initials(name) {
  const words = name.trim().split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map((word) => word.match(/[\p{L}\p{N}]/u)[0].toUpperCase());
  if (letters.length === 2 && /\p{Script=Han}/u.test(letters[0])) return letters[0];
  return letters.join('') || '•';
}

// Dark enough for white letters on them and for names on white (4.5:1).
const colours = ['#c0392b', '#a85508', '#7a4fc9', '#2e7d32', '#0b7a8a', '#1f6fb8', '#b8327d'];
export const colour = (id) => colours[Math.abs(Number(id)) % colours.length];

export const hex = (number) => `#${Number(number).toString(16).padStart(6, '0')}`;

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function seconds(total) {
  const whole = Math.round(total);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
