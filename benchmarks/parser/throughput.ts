/**
 * Replies read in a second of processor time: `pnpm benchmark parser/throughput.ts`.
 *
 * The median of nine rounds of 100,000.
 */
import { parseResponse } from '@echo/parser';
import { processorSeconds } from '../processor-seconds.js';

const THOUGHT =
  'The Seine runs through it, and the Eiffel Tower stands there, so it can only be one city. '.repeat(3);

/** Replies of a model trained on the format, and of others. */
const KINDS: Readonly<Record<string, (n: number) => string>> = {
  'as the format asks': (n) => `<confidence>${n}</confidence><answer>Paris ${n}</answer>`,
  'on two lines': (n) => `<confidence>${n}</confidence>\n<answer>Paris ${n}</answer>\n`,
  'with a per cent sign': (n) => `<confidence>${n}%</confidence><answer>Paris ${n}</answer>`,
  'answer first': (n) => `<answer>Paris ${n}</answer><confidence>${n}</confidence>`,
  'after a thought': (n) =>
    `<think>${THOUGHT}</think><confidence>${n}</confidence><answer>Paris ${n}</answer>`,
  'after reasoning': (n) => `${THOUGHT}\n<confidence>${n}</confidence><answer>Paris ${n}</answer>`,
  'no tags': (n) => `I think the answer is Paris. I am ${n}% sure.`,
  'in words': (n) => `<confidence>very sure</confidence><answer>Paris ${n}</answer>`,
};

const typical = Array.from({ length: 1000 }, (_, i) => {
  const make = i % 10 < 7 ? 'as the format asks' : i % 10 < 9 ? 'on two lines' : 'with a per cent sign';
  return KINDS[make]?.(i % 101) ?? '';
});

function replies(make: (n: number) => string): readonly string[] {
  return Array.from({ length: 1000 }, (_, i) => make(i % 101));
}

function perSecond(texts: readonly string[]): number {
  const rounds = Array.from({ length: 9 }, () => {
    const repeats = 100;
    const seconds = processorSeconds(() => {
      for (let i = 0; i < repeats; i++) for (const text of texts) parseResponse(text);
    });
    return (repeats * texts.length) / seconds;
  });
  return rounds.sort((a, b) => a - b)[4] ?? 0;
}

const report = (name: string, texts: readonly string[]) =>
  console.log(`${name.padEnd(22)} ${Math.round(perSecond(texts)).toLocaleString('en').padStart(10)} / s`);

report('typical mix', typical);
for (const [name, make] of Object.entries(KINDS)) report(name, replies(make));
