import { expect, test } from 'vitest';
import { viewOfParams } from './log-view.js';

test.each([
  [{}, { from: 0, to: 1, sort: 'worst', verdict: '', differ: '' }],
  [
    { from: '20', to: '80' },
    { from: 0.2, to: 0.8 },
  ],
  [
    { from: '-1', to: '500', sort: 'no', verdict: 'maybe', differ: '<b>' },
    { from: 0, to: 1, sort: 'worst', verdict: '', differ: '' },
  ],
  [
    { from: 'NaN', sort: 'confidence' },
    { from: 0, sort: 'confidence' },
  ],
])('an address %j is read, whatever stands in it', (params, expected) => {
  expect(viewOfParams(params)).toMatchObject(expected);
});
