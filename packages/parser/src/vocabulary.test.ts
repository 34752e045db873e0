import { expect, test } from 'vitest';
import { parseResponse, verbalConfidence } from './index.js';

test.each([
  ['almost certainly', 0.95],
  ['very good chance', 0.8],
  ['probable', 0.7],
  ['better than even', 0.6],
  ['about even', 0.5],
  ['probably not', 0.25],
  ['we doubt', 0.2],
  ['little chance', 0.1],
  ['improbable', 0.1],
  ['the chances are slight', 0.1],
  ['almost no chance', 0.02],
  ['fully confident', 0.98],
  ['not fully confident', 0.45],
  ['medium-high', 0.68],
  ['medium high', 0.68],
  ['Medium to low', 0.38],
  ['moderate to high', 0.7],
  ['low–medium', 0.38],
])('%j is %d', (phrase, confidence) => {
  expect(parseResponse(`<confidence>${phrase}</confidence><answer>Lima</answer>`)).toMatchObject({
    confidence,
    confidenceSource: 'verbal',
  });
});

test('two levels beside the word confidence', () => {
  expect(verbalConfidence('My confidence is medium-high', { anywhere: true })).toBe(0.68);
});
