/**
 * Reads random replies until one is read unsoundly: `pnpm fuzz [how many] [seed]`, ten million unless given.
 */
import { createRng } from '@echo/core';
import { randomReply } from './random-reply.js';
import { unsoundness } from './unsoundness.js';

const [count = 10_000_000, seed = 1] = process.argv.slice(2).map(Number);
const rng = createRng(seed);
const start = performance.now();
for (let i = 1; i <= count; i++) {
  const text = randomReply(rng);
  const found = unsoundness(text);
  if (found) {
    process.stdout.write(`reply ${i} of seed ${seed}, ${JSON.stringify(text)}: ${found}\n`);
    process.exitCode = 1;
    break;
  }
  if (i % 1_000_000 === 0 || i === count)
    process.stdout.write(`${i} replies sound, ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}
