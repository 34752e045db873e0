import { describe, expect, test } from 'vitest';
import { exportedFunctions, parse } from './docstrings.js';
import { exampleModule } from './example-module.js';
import { examplesOf } from './examples.js';
import { faultOfFirstSentence, firstSentence } from './first-sentence.js';
import { longComments } from './long-comments.js';
import { differsFrom } from './stated-value.js';

const SOURCE = `
/**
 * Adds two numbers. They may be negative.
 *
 * @example
 * \`\`\`ts
 * add(1, 2); // → 3
 * const sums = [add(1, 1), add(0.1, 0.2)];
 * // → [2,
 * //    0.30]
 * \`\`\`
 */
export function add(a: number, b: number): number {
  return a + b;
}

export const half = (x: number) => x / 2;
`;

describe('examples', () => {
  test('of a docstring, with the line their code begins on', () => {
    const [example] = examplesOf('packages/x/src/add.ts', SOURCE);
    expect(example).toMatchObject({ line: 7, runs: true });
    expect(example?.code.split('\n')).toHaveLength(4);
  });

  test('of a Markdown text, by the flags of the fence', () => {
    const text = '```ts\na\n```\n```ts no-run\nb\n```\n```ts ignore\nc\n```\n```sh\nd\n```\n';
    expect(examplesOf('README.md', text)).toEqual([
      { file: 'README.md', line: 2, code: 'a', runs: true },
      { file: 'README.md', line: 5, code: 'b', runs: false },
    ]);
    expect(() => examplesOf('README.md', '```ts\na\n')).toThrow('does not end');
  });

  test('become modules in which lines stay where they are', () => {
    const [example] = examplesOf('add.ts', SOURCE);
    const lines = example ? exampleModule(example, './e.ts').split('\n') : [];
    expect(lines[0]).toBe('expectValue("add.ts:7", "3", add(1, 2)); // → 3');
    expect(lines[1]).toBe(
      String.raw`const sums = [add(1, 1), add(0.1, 0.2)];expectValue("add.ts:8", "[2,\n    0.30]", sums);`,
    );
    expect(lines[4]).toBe('import { expectValue } from "./e.ts";');
  });

  test('that state the value of what has none are refused', () => {
    const example = { file: 'a.ts', line: 1, runs: true, code: 'function f() {} // → 1' };
    expect(() => exampleModule(example, './e.ts')).toThrow('No value');
  });
});

describe('stated values', () => {
  test.each([
    ['0.3', 0.1 + 0.2],
    ['0.333', 1 / 3],
    ['-1.5', -1.5],
    ['1.2e-7', 1.234e-7],
    ['1_000', 1000],
    ["'a'", 'a'],
    ['null', null],
    ['true', true],
    ['-Infinity', -Infinity],
    ['[1, 2]', Float64Array.of(1, 2)],
    ['[1, …]', [1, 2, 3]],
    ["{ a: 1, b: { 'c d': [null] } }", { a: 1, b: { 'c d': [null] } }],
    ['{ a: 1, … }', { a: 1, b: 2 }],
  ])('%s is %j', (stated, actual) => {
    expect(differsFrom(stated, actual)).toBeNull();
  });

  test.each([
    ['0.33', 0.34],
    ['3', 3.1],
    ['1', '1'],
    ['true', 'true'],
    ['[1]', [1, 2]],
    ['{ a: 1 }', { a: 1, b: 2 }],
    ['{ a: 1, … }', { b: 2 }],
    ['undefined', null],
  ])('%s is not %j', (stated, actual) => {
    expect(differsFrom(stated, actual)).not.toBeNull();
  });

  test('a difference names its place; what is no literal is refused', () => {
    expect(differsFrom('{ a: [1, 2] }', { a: [1, 3] })).toBe('at .a[1]');
    expect(() => differsFrom('about 3', 3)).toThrow('No literal');
    expect(() => differsFrom('f(3)', 3)).toThrow('No literal');
  });
});

describe('docstrings', () => {
  test('of exported functions', () => {
    const [add, half] = exportedFunctions(parse('add.ts', SOURCE));
    expect(firstSentence(add?.docstring?.text ?? '')).toBe('Adds two numbers.');
    expect(half).toMatchObject({ name: 'half', docstring: null });
  });

  test.each([
    ['Counts. Null of nothing.', null],
    ['Shares a prefix (Guo et al. 2017) between rows.', null],
    ['It counts.', 'opens without a subject'],
    ['', 'says nothing'],
    [`A ${'very '.repeat(24)}long sentence.`, 'opens with a sentence of 27 words'],
  ])('%s: %s', (text: string, fault: string | null) => {
    if (fault === null) expect(faultOfFirstSentence(text)).toBeNull();
    else expect(faultOfFirstSentence(text)).toContain(fault);
  });

  test('comments end at 110 columns', () => {
    const long = `// ${'x '.repeat(60)}`;
    expect(longComments(`a\n${long}\nconst a = '${long}';\n// https://${'x'.repeat(120)}`)).toEqual([2]);
  });
});
