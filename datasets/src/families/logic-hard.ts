import type { Fact } from '../fact.js';
import { operation, pick, range, sample } from '../operation.js';
import { CATEGORIES, DAYS, NAMES } from './logic-words.js';

/**
 * Orders of five, syllogisms with `some`, second-order sequences, far dates, long formulas, ciphers, liars,
 * paths.
 */
export function hardLogicFacts(): readonly Fact[] {
  return [
    orders(),
    quantifiers(),
    fibonaccis(),
    quadratics(),
    farDays(),
    formulas(),
    ciphers(),
    liars(),
    paths(),
  ].flat();
}

const head = (family: string, ...operands: readonly (string | number)[]) => ({
  family,
  domain: 'logic',
  difficulty: 'hard' as const,
  operands: operands.join(' '),
});

const ORDINALS = ['first', 'second', 'third', 'fourth', 'last'] as const;

const orders = (): readonly Fact[] =>
  sample('order-5', 60, (int) => [int(8), int(3), int(3), int(5), int(5), int(24)] as const).map(
    ([start, s1, s2, k, m, mix]) => {
      const names = distinctNames(start, s1, s2);
      const clues = range(0, 3).map((i) => `${names[i]} beats ${names[i + 1]}`);
      const [a, b, c, d] = [
        pick(clues, mix),
        pick(clues, mix + 2),
        pick(clues, mix + 1),
        pick(clues, mix + 3),
      ];
      const other = (k + 1 + (m % 4)) % 5;
      return operation(head('order-5', ...names, mix % 4, k, other), [
        ['who', `In a race ${a}, ${b}, ${c}, and ${d}. Who comes ${pick(ORDINALS, k)}?`, pick(names, k)],
        [
          'place',
          `In a race ${c}, ${a}, ${d}, and ${b}. Who comes ${pick(ORDINALS, other)}?`,
          pick(names, other),
        ],
      ]);
    },
  );

function distinctNames(start: number, s1: number, s2: number): readonly string[] {
  const order = [0, 1 + s1, 4, 5 + (s2 % 2), 7];
  return order.map((i) => pick(NAMES, start + i * (s2 === 2 ? 3 : 1)));
}

const NONSENSE = [
  'blims',
  'crags',
  'dorps',
  'fens',
  'glips',
  'harks',
  'jorts',
  'kelps',
  'mirks',
  'norks',
  'plims',
  'quibs',
  'rells',
  'snips',
  'torvs',
  'wugs',
];

const QUANTIFIERS = [
  ['all', 'all', 'all', 'yes'],
  ['all', 'some', 'some', 'no'],
  ['some', 'all', 'some', 'yes'],
  ['some', 'some', 'some', 'no'],
  ['all', 'no', 'no', 'yes'],
  ['no', 'all', 'no', 'no'],
] as const;

const quantifiers = (): readonly Fact[] =>
  sample('quantifier', 80, (int) => [int(16), int(16), int(16), int(6)] as const)
    .filter(([a, b, c]) => new Set([a, b, c]).size === 3)
    .map(([i, j, k, rule]) => {
      const [a, b, c] = [pick(NONSENSE, i), pick(NONSENSE, j), pick(NONSENSE, k)];
      const [q1, q2, q3, answer] = pick(QUANTIFIERS, rule);
      const lead = `${q1.charAt(0).toUpperCase()}${q1.slice(1)} ${a} are ${b}, and ${q2} ${b} are ${c}.`;
      return operation(head('quantifier', a, b, c, rule), [
        ['must', `${lead} Must it be that ${q3} ${a} are ${c}?`, answer],
        [
          'follow',
          `${lead} Does it follow that ${q3} ${a} are ${c}?`,
          answer,
          [answer === 'yes' ? 'no' : 'yes'],
        ],
      ]);
    });

const fibonaccis = (): readonly Fact[] =>
  sample('fibonacci', 60, (int) => [int(12) + 1, int(15) + 2] as const).map(([a, b]) => {
    const terms = [a, b];
    for (let i = 0; i < 5; i++) terms.push((terms.at(-1) ?? 0) + (terms.at(-2) ?? 0));
    const shown = terms.slice(0, 5).join(', ');
    return operation(head('fibonacci', a, b), [
      ['next', `What comes next: ${shown}?`, terms[5] ?? 0],
      ['two', `Which number is two places after ${terms[4]} in ${shown}?`, terms[6] ?? 0],
    ]);
  });

const quadratics = (): readonly Fact[] =>
  sample('quadratic', 60, (int) => [int(20) + 1, int(7) + 1, int(5) + 2] as const).map(
    ([first, step, growth]) => {
      const terms = [first];
      for (let i = 0; i < 6; i++) terms.push((terms.at(-1) ?? 0) + step + i * growth);
      const shown = terms.slice(0, 5).join(', ');
      return operation(head('quadratic', first, step, growth), [
        ['next', `What comes next: ${shown}?`, terms[5] ?? 0],
        ['two', `Which number is two places after ${terms[4]} in ${shown}?`, terms[6] ?? 0],
      ]);
    },
  );

const farDays = (): readonly Fact[] =>
  sample('far-day', 70, (int) => [int(7), int(280) + 20] as const).map(([i, n]) =>
    operation(head('far-day', pick(DAYS, i), n), [
      ['after', `Today is ${pick(DAYS, i)}. What day is it in ${n} days?`, pick(DAYS, i + n)],
      ['ago', `Today is ${pick(DAYS, i)}. What day was it ${n} days ago?`, pick(DAYS, i - n)],
    ]),
  );

const formulas = (): readonly Fact[] =>
  sample('formula', 70, (int) => [int(32), int(3), int(3), int(3)] as const).map(([bits, o1, o2, o3]) => {
    const value = (i: number): boolean => ((bits >> i) & 1) === 1;
    const names = ['and', 'or', 'xor'] as const;
    const apply = (kind: number, p: boolean, q: boolean): boolean =>
      kind === 0 ? p && q : kind === 1 ? p || q : p !== q;
    const result = apply(o2, apply(o1, value(0), value(1)), !apply(o3, value(2), value(3)));
    const text = `(${value(0)} ${pick(names, o1)} ${value(1)}) ${pick(names, o2)} not (${value(2)} ${pick(names, o3)} ${value(3)})`;
    return operation(head('formula', text), [
      ['value', `What is ${text}?`, String(result)],
      ['evaluate', `Evaluate the statement: ${text}.`, String(result), [String(!result)]],
    ]);
  });

const ciphers = (): readonly Fact[] => {
  const words = CATEGORIES.flat().filter((word) => word.length <= 5);
  const shift = (word: string, by: number): string =>
    [...word.toUpperCase()]
      .map((letter) => String.fromCharCode(65 + ((letter.charCodeAt(0) - 65 + by + 26) % 26)))
      .join('');
  return sample('cipher', 70, (int) => [int(words.length), int(4) + 1] as const).map(([i, by]) => {
    const word = pick(words, i);
    return operation(head('cipher', word, by), [
      [
        'code',
        `Every letter moves ${by} forward in the alphabet. What is the code of ${word.toUpperCase()}?`,
        shift(word, by),
      ],
      [
        'decode',
        `Every letter was moved ${by} forward in the alphabet to ${shift(word, by)}. What was the word?`,
        word,
      ],
    ]);
  });
};

const liars = (): readonly Fact[] =>
  sample('liar', 60, (int) => [int(8), int(7) + 1, int(3)] as const).map(([i, gap, kind]) => {
    const [a, b] = [pick(NAMES, i), pick(NAMES, i + gap)];
    const cases = [
      [`${a} says: we are both liars.`, `${b}`],
      [`${a} says: at least one of us is a liar.`, `${a}`],
      [`${a} says: ${b} is a liar. ${b} says: we are both truth-tellers.`, `${a}`],
    ] as const;
    const [clue, honest] = pick(cases, kind);
    return operation(head('liar', a, b, kind), [
      [
        'who',
        `Each of ${a} and ${b} always lies or always tells the truth. ${clue} Who tells the truth?`,
        honest,
      ],
      [
        'lies',
        `Each of ${a} and ${b} always lies or always tells the truth. ${clue} Who is the liar?`,
        honest === a ? b : a,
        [honest],
      ],
    ]);
  });

const paths = (): readonly Fact[] =>
  sample('path', 60, (int) => [int(9) + 2, int(9) + 2, int(9) + 2, int(9) + 2] as const)
    .filter(([n, e, s, w]) => n !== s && e !== w)
    .map(([n, e, s, w]) =>
      operation(head('path', n, e, s, w), [
        [
          'steps',
          `Go ${n} steps north, ${e} east, ${s} south and ${w} west. How many steps straight back to the start along the grid?`,
          Math.abs(n - s) + Math.abs(e - w),
        ],
        [
          'side',
          `Go ${n} steps north, ${e} east, ${s} south and ${w} west. Are you north-east, north-west, south-east or south-west of the start?`,
          `${n > s ? 'north' : 'south'}-${e > w ? 'east' : 'west'}`,
        ],
      ]),
    );
