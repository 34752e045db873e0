/** Ten megabytes of a hostile reply, the processor time of reading each: `pnpm benchmark parser/hostile.ts`. */
import { parseResponse } from '@echo/parser';
import { processorSeconds } from '../processor-seconds.js';

const SIZE = 10_000_000;
const PATTERNS = [
  '<confidence>',
  '<',
  '</confidence>',
  '<answer>',
  '<think>',
  '</think>x',
  '&lt;answer&gt;',
  '{',
  '"',
  ' ',
  'not ',
  '1',
];

for (const pattern of PATTERNS) {
  const text = pattern.repeat(Math.ceil(SIZE / pattern.length));
  const seconds = processorSeconds(() => parseResponse(text));
  console.log(`${JSON.stringify(pattern).padEnd(18)} ${seconds.toFixed(2)} s`);
}
