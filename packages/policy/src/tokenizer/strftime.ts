import { EchoError } from '@echo/core';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day written `2024-07-26`, as midnight UTC. Throws `invalid-input` for what is no day of the calendar. */
export function parseDay(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day))
    throw new EchoError('invalid-input', `Expected date to be a day such as 2024-07-26, got ${day}.`);
  return date;
}

/** A date formatted as by C's strftime, in English and UTC; unknown directives are left as they are. */
export function strftime(date: Date, format: string): string {
  return format.replace(/%(-?)([a-zA-Z%])/g, (directive, unpadded: string, letter: string) => {
    const text = DIRECTIVES[letter]?.(date);
    if (text === undefined) return directive;
    return unpadded ? text.replace(/^[0 ]+(?=\d)/, '') : text;
  });
}

const padded = (n: number, width = 2, fill = '0') => String(n).padStart(width, fill);
const hour12 = (date: Date) => date.getUTCHours() % 12 || 12;

const DIRECTIVES: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => padded(date.getUTCFullYear() % 100),
  m: (date) => padded(date.getUTCMonth() + 1),
  B: (date) => MONTHS[date.getUTCMonth()] as string,
  b: (date) => (MONTHS[date.getUTCMonth()] as string).slice(0, 3),
  d: (date) => padded(date.getUTCDate()),
  e: (date) => padded(date.getUTCDate(), 2, ' '),
  j: (date) =>
    padded(Math.round((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1, 3),
  A: (date) => DAYS[date.getUTCDay()] as string,
  a: (date) => (DAYS[date.getUTCDay()] as string).slice(0, 3),
  H: (date) => padded(date.getUTCHours()),
  I: (date) => padded(hour12(date)),
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  M: (date) => padded(date.getUTCMinutes()),
  S: (date) => padded(date.getUTCSeconds()),
  F: (date) => date.toISOString().slice(0, 10),
  '%': () => '%',
};
