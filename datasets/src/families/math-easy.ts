import type { Fact } from '../fact.js';
import { nearNumbers, operation, pick, range, sample } from '../operation.js';

const NAMES = ['Tom', 'Ann', 'Ben', 'Mia', 'Sam', 'Eva'] as const;
const THINGS = ['apples', 'pens', 'coins', 'books', 'balls', 'cards'] as const;

/** Sums and differences of one digit, comparisons, extremes, parity, neighbours, doubles and halves. */
export function easyMathFacts(): readonly Fact[] {
  return [
    additions(),
    subtractions(),
    comparisons(),
    largest(),
    smallest(),
    parities(),
    neighbours(),
    doubles(),
    halves(),
  ].flat();
}

const head = (family: string, ...operands: readonly (string | number)[]) => ({
  family,
  domain: 'math',
  difficulty: 'easy' as const,
  operands: operands.join(' '),
});

const additions = (): readonly Fact[] =>
  range(1, 9).flatMap((a) =>
    range(1, a).map((b) => {
      const [name, things] = [pick(NAMES, a + b), pick(THINGS, a * 2 + b)];
      return operation(head('add-1', a, b), [
        ['plus', `What is ${a} + ${b}?`, a + b],
        ['words', `${a} plus ${b} equals what?`, a + b],
        ['add', `Add ${b} to ${a}.`, a + b],
        ['sum', `Find the sum of ${a} and ${b}.`, a + b],
        ['story', `${name} has ${a} ${things} and gets ${b} more. How many ${things} now?`, a + b],
        ['total', `How much is ${b} and ${a} together?`, a + b],
        ['pick', `Pick the value of ${a} + ${b}.`, String(a + b), nearNumbers(a + b, [-2, -1, 1, 2])],
      ]);
    }),
  );

const subtractions = (): readonly Fact[] =>
  range(2, 12).flatMap((a) =>
    range(1, Math.min(9, a - 1)).map((b) => {
      const [name, things] = [pick(NAMES, a + b), pick(THINGS, a * 2 + b)];
      return operation(head('subtract-1', a, b), [
        ['minus', `What is ${a} - ${b}?`, a - b],
        ['words', `${a} minus ${b} equals what?`, a - b],
        ['take', `Take ${b} away from ${a}.`, a - b],
        ['subtract', `Subtract ${b} from ${a}.`, a - b],
        ['story', `${name} has ${a} ${things} and loses ${b}. How many ${things} are left?`, a - b],
        ['more', `How much more is ${a} than ${b}?`, a - b],
      ]);
    }),
  );

const comparisons = (): readonly Fact[] =>
  sample('compare', 90, (int) => [int(40) + 1, int(40) + 1] as const)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => {
      const [large, small] = [Math.max(a, b), Math.min(a, b)];
      return operation(head('compare', small, large, a > b ? 'down' : 'up'), [
        ['larger', `Which is larger, ${a} or ${b}?`, large],
        ['greater', `Which number is greater: ${a} or ${b}?`, large],
        ['bigger', `Pick the bigger one of ${a} and ${b}.`, String(large), [String(small)]],
        ['smaller', `Which is smaller, ${a} or ${b}?`, small],
        ['less', `Which number is less: ${a} or ${b}?`, small],
        ['is', `Is ${a} more than ${b}, yes or no?`, a > b ? 'yes' : 'no'],
      ]);
    });

const triples = (label: string): readonly (readonly [number, number, number])[] =>
  sample(label, 70, (int) => [int(30) + 1, int(30) + 1, int(30) + 1] as const).filter(
    (t) => new Set(t).size === 3,
  );

const largest = (): readonly Fact[] =>
  triples('largest').map(([a, b, c]) => {
    const value = Math.max(a, b, c);
    return operation(head('largest', a, b, c), [
      ['which', `Which is the largest of ${a}, ${b} and ${c}?`, value],
      ['maximum', `What is the maximum of ${a}, ${b} and ${c}?`, value],
      ['biggest', `Name the biggest number: ${a}, ${b}, ${c}.`, value],
      ['most', `Of ${a}, ${b} and ${c}, which is the most?`, value],
    ]);
  });

const smallest = (): readonly Fact[] =>
  triples('smallest').map(([a, b, c]) => {
    const value = Math.min(a, b, c);
    return operation(head('smallest', a, b, c), [
      ['which', `Which is the smallest of ${a}, ${b} and ${c}?`, value],
      ['minimum', `What is the minimum of ${a}, ${b} and ${c}?`, value],
      ['least', `Of ${a}, ${b} and ${c}, which is the least?`, value],
      ['name', `Name the smallest number: ${a}, ${b}, ${c}.`, value],
    ]);
  });

const parities = (): readonly Fact[] =>
  range(1, 60).map((n) => {
    const [kind, other] = n % 2 === 0 ? ['even', 'odd'] : ['odd', 'even'];
    return operation(head('parity', n), [
      ['is', `Is ${n} even or odd?`, kind ?? ''],
      ['number', `Is the number ${n} odd or even?`, kind ?? ''],
      ['pick', `Pick the right word: ${n} is ...`, kind ?? '', [other ?? '']],
      ['two', `Can you divide ${n} by 2 without a rest, yes or no?`, n % 2 === 0 ? 'yes' : 'no'],
    ]);
  });

const neighbours = (): readonly Fact[] =>
  range(1, 60).map((n) =>
    operation(head('next-number', n), [
      ['after', `Which number comes right after ${n}?`, n + 1],
      ['next', `Count on by 1 from ${n}.`, n + 1],
      ['before', `Which number comes right before ${n}?`, n - 1],
      ['back', `Count back by 1 from ${n}.`, n - 1],
    ]),
  );

const doubles = (): readonly Fact[] =>
  range(2, 25).map((n) =>
    operation(head('double', n), [
      ['double', `What is the double of ${n}?`, 2 * n],
      ['twice', `How much is twice ${n}?`, 2 * n],
      ['times', `Multiply ${n} by 2.`, 2 * n],
      ['same', `What is ${n} added to itself?`, 2 * n],
    ]),
  );

const halves = (): readonly Fact[] =>
  range(1, 25).map((n) =>
    operation(head('half', n), [
      ['half', `What is half of ${2 * n}?`, n],
      ['divide', `Divide ${2 * n} by 2.`, n],
      ['share', `Two children share ${2 * n} sweets. How many does each get?`, n],
      ['cut', `Cut ${2 * n} in two equal parts. How large is one?`, n],
    ]),
  );
