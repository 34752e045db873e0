/** Processor time of reading ten megabytes of each hostile reply: `pnpm benchmark parser/hostile.ts`. */
import { parseResponse } from '@echo/parser';
import { processorSeconds } from '../processor-seconds.js';

const SIZE = 10_000_000;
const TAGS = ['<confidence>', '<', '</confidence>', '<answer>', '<think>', '</think>x', '&lt;answer&gt;'];
const JSON_LIKE = ['{', '{"', '{"a":', '{"a":[', "{'answer': '", '{a:1,', '{"answer": "x", "b": {'];
const FIELDS = [
  'answer: ',
  'confidence: ',
  'Answer and Confidence (0-100): ',
  'the confidence ',
  'answer\n',
  '| Answer ',
  'answer: x, confidence: 5%, ',
  '(0-100',
  ' - ',
  ':',
  '=\n',
];
const PROSE = ['"', ' ', 'not ', '1', '1:', '9/', 'I am not ', '. ', '\\frac{', 'nine '];

for (const pattern of [...TAGS, ...JSON_LIKE, ...FIELDS, ...PROSE]) {
  const text = pattern.repeat(Math.ceil(SIZE / pattern.length));
  const seconds = processorSeconds(() => parseResponse(text));
  console.log(`${JSON.stringify(pattern).padEnd(36)} ${seconds.toFixed(2)} s`);
}
