import { expect, test } from 'vitest';
import { parseDay, strftime } from './strftime.js';

const july = parseDay('2024-07-06');

test.each([
  ['%d %b %Y', '06 Jul 2024'],
  ['%B %-d, %Y', 'July 6, 2024'],
  ['%A %a %y %j %e', 'Saturday Sat 24 188  6'],
  ['%Y-%m-%d %H:%M:%S', '2024-07-06 00:00:00'],
  ['%-I %p %F 100%% %Q', '12 AM 2024-07-06 100% %Q'],
])('%s is %s', (format, text) => {
  expect(strftime(july, format)).toBe(text);
});

test.each(['26 Jul 2024', '2024-7-6', '2024-02-30', '2024-13-01', '', '2024-07-06T12:00'])(
  '%j is no day',
  (day) => {
    expect(() => parseDay(day)).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        message: `Expected date to be a day such as 2024-07-26, got ${day}.`,
      }),
    );
  },
);
