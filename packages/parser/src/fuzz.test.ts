import { createRng } from '@echo/core';
import { expect, test } from 'vitest';
import { randomReply } from './testing/random-reply.js';
import { unsoundness } from './testing/unsoundness.js';

test('100,000 random replies are read soundly, in pieces alike, and read back when formatted', () => {
  const rng = createRng('fuzz');
  for (let i = 0; i < 100_000; i++) {
    const text = randomReply(rng);
    const found = unsoundness(text);
    if (found) expect.fail(`${JSON.stringify(text)}: ${found}`);
  }
});
