import { expect, test } from 'vitest';
import { waitMs } from './fetch-with-retry.js';

const NOW = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

test.each<[number, string | null, number]>([
  [1, null, 250],
  [2, null, 500],
  [4, null, 2_000],
  [4, '7', 7_000],
  [1, ' 0 ', 0],
  [1, '86400', 300_000],
  [1, 'Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
  [1, 'Wed, 21 Oct 2026 07:27:30 GMT', 0],
  [3, 'soon', 1_000],
  [3, '', 1_000],
])('after failure %d with Retry-After %j the wait is %d ms', (attempt, retryAfter, wait) => {
  expect(waitMs(attempt, retryAfter, NOW)).toBe(wait);
});
