import { expect, test } from 'vitest';
import { restoreNodeUtil } from './restore-node-util.js';

test('the functions Node 23 removed are put back', () => {
  const util: Record<string, unknown> = {};
  restoreNodeUtil(util);
  const { isNullOrUndefined, isArray } = util as Record<string, (value: unknown) => boolean>;
  expect([null, undefined, 0, '', false].map((value) => isNullOrUndefined?.(value))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect([[], {}, 'a'].map((value) => isArray?.(value))).toEqual([true, false, false]);
});

test('those that warn of their use are replaced', () => {
  const util: Record<string, unknown> = { isArray: () => expect.unreachable() };
  restoreNodeUtil(util);
  expect(util.isArray).toBe(Array.isArray);
});
