import type { Fact } from '../fact.js';
import { nearNumbers, operation, pick, range, sample } from '../operation.js';
import { romanNumeral } from './roman-numeral.js';

const NAMES = ['Tom', 'Ann', 'Ben', 'Mia', 'Sam', 'Eva'] as const;

/** Sums and differences of two digits, the tables, squares, percentages, areas, Roman numerals. */
export function mediumMathFacts(): readonly Fact[] {
  return [
    additions(),
    subtractions(),
    products(),
    quotients(),
    squares(),
    percentages(),
    areas(),
    romans(),
    conversions(),
  ].flat();
}

const head = (family: string, ...operands: readonly (string | number)[]) => ({
  family,
  domain: 'math',
  difficulty: 'medium' as const,
  operands: operands.join(' '),
});

const additions = (): readonly Fact[] =>
  sample('add-2', 90, (int) => [int(80) + 11, int(80) + 11] as const).map(([a, b]) =>
    operation(head('add-2', Math.max(a, b), Math.min(a, b)), [
      ['plus', `What is ${a} + ${b}?`, a + b],
      ['words', `${a} plus ${b} equals what?`, a + b],
      ['add', `Add ${b} to ${a}.`, a + b],
      ['sum', `Find the sum of ${a} and ${b}.`, a + b],
    ]),
  );

const subtractions = (): readonly Fact[] =>
  sample('subtract-2', 90, (int) => [int(60) + 40, int(29) + 11] as const).map(([a, b]) =>
    operation(head('subtract-2', a, b), [
      ['minus', `What is ${a} - ${b}?`, a - b],
      ['words', `${a} minus ${b} equals what?`, a - b],
      ['take', `Take ${b} away from ${a}.`, a - b],
      ['subtract', `Subtract ${b} from ${a}.`, a - b],
    ]),
  );

const products = (): readonly Fact[] =>
  range(2, 12).flatMap((a) =>
    range(2, a).map((b) =>
      operation(head('multiply-1', a, b), [
        ['times', `What is ${a} × ${b}?`, a * b],
        ['words', `${b} times ${a} equals what?`, a * b],
        ['multiply', `Multiply ${a} by ${b}.`, a * b],
        ['product', `Find the product of ${b} and ${a}.`, a * b],
        ['boxes', `${pick(NAMES, a + b)} has ${a} boxes with ${b} eggs each. How many eggs in all?`, a * b],
        [
          'pick',
          `Pick the value of ${b} × ${a}.`,
          String(a * b),
          [a * b + a, a * b - b, a * b + 1, a * b + b + a].filter((n) => n !== a * b).map(String),
        ],
      ]),
    ),
  );

const quotients = (): readonly Fact[] =>
  range(2, 10).flatMap((a) =>
    range(3, 10).map((b) =>
      operation(head('divide-1', a * b, b), [
        ['by', `What is ${a * b} ÷ ${b}?`, a],
        ['words', `${a * b} divided by ${b} equals what?`, a],
        ['often', `How often does ${b} go into ${a * b}?`, a],
        ['share', `${b} children share ${a * b} sweets. How many does each get?`, a],
      ]),
    ),
  );

const squares = (): readonly Fact[] =>
  range(3, 20).map((n) =>
    operation(head('square', n), [
      ['squared', `What is ${n} squared?`, n * n],
      ['root', `What is the square root of ${n * n}?`, n],
      ['self', `Multiply ${n} by itself.`, n * n],
      ['side', `A square has sides of ${n}. What is its area?`, n * n],
      ['pick', `Pick the square of ${n}.`, String(n * n), nearNumbers(n * n)],
    ]),
  );

const percentages = (): readonly Fact[] =>
  [10, 20, 25, 50].flatMap((p) =>
    [20, 40, 60, 80, 100, 120, 160, 200, 240, 300, 400].map((n) =>
      operation(head('percent', p, n), [
        ['of', `What is ${p}% of ${n}?`, (p * n) / 100],
        ['words', `How much is ${p} percent of ${n}?`, (p * n) / 100],
        ['find', `Find ${p} percent of the number ${n}.`, (p * n) / 100],
        ['off', `A coat costs ${n}. It gets ${p}% cheaper. What is the saving?`, (p * n) / 100],
      ]),
    ),
  );

const areas = (): readonly Fact[] =>
  sample('area', 50, (int) => [int(10) + 3, int(9) + 2] as const)
    .filter(([a, b]) => a > b)
    .map(([a, b]) =>
      operation(head('rectangle', a, b), [
        ['area', `A rectangle is ${a} by ${b}. What is its area?`, a * b],
        ['perimeter', `A rectangle is ${a} by ${b}. What is its perimeter?`, 2 * (a + b)],
        ['floor', `A floor is ${a} metres long and ${b} metres wide. How many square metres is it?`, a * b],
        ['fence', `How long is a fence around a garden of ${a} by ${b} metres?`, 2 * (a + b)],
      ]),
    );

const romans = (): readonly Fact[] =>
  [...range(1, 30), 35, 40, 45, 50, 55, 60, 70, 80, 90, 100, 500, 1000].map((n) =>
    operation(head('roman', n), [
      ['read', `Which number is the Roman numeral ${romanNumeral(n)}?`, n],
      ['value', `What is ${romanNumeral(n)} as a normal number?`, n],
      ['write', `Write ${n} as a Roman numeral.`, romanNumeral(n)],
      ['how', `How did the Romans write ${n}?`, romanNumeral(n)],
      [
        'pick',
        `Pick the Roman numeral for ${n}.`,
        romanNumeral(n),
        nearNumbers(n, n > 2 ? [-1, 1, 2, 10] : [1, 2, 3, 10]).map((text) => romanNumeral(Number(text))),
      ],
    ]),
  );

const CONVERSIONS = [
  ['hours', 'minutes', 60],
  ['days', 'hours', 24],
  ['weeks', 'days', 7],
  ['years', 'months', 12],
  ['metres', 'centimetres', 100],
  ['kilometres', 'metres', 1000],
  ['minutes', 'seconds', 60],
  ['dozens', 'pieces', 12],
] as const;

const conversions = (): readonly Fact[] =>
  CONVERSIONS.flatMap(([from, to, factor]) =>
    range(2, 9).map((n) =>
      operation(head('convert', n, from), [
        ['many', `How many ${to} are ${n} ${from}?`, n * factor],
        ['change', `Change ${n} ${from} into ${to}.`, n * factor],
        ['equal', `${n} ${from} make how many ${to}?`, n * factor],
        ['back', `How many ${from} are ${n * factor} ${to}?`, n],
      ]),
    ),
  );
