import type { Difficulty } from '@echo/tasks';
import type { Fact } from '../fact.js';
import { operation, pick, range, sample, type Wording } from '../operation.js';

/**
 * What short programs print: expressions (easy), strings, slices and loops (medium), nesting and recursion
 * (hard).
 */
export function programFacts(): readonly Fact[] {
  return [
    sums(),
    differences(),
    lengths(),
    concatenations(),
    comparisons(),
    indexes(),
    extremes(),
    variables(),
  ]
    .concat([remainders(), products(), ranges(), reversals(), slices(), loops(), conditions(), counts()])
    .concat([nested(), whiles(), recursions(), comprehensions(), bits(), functions(), bases()])
    .flat();
}

const WORDS = [
  'cat',
  'dog',
  'sun',
  'tree',
  'book',
  'lamp',
  'river',
  'stone',
  'apple',
  'house',
  'cloud',
  'green',
  'winter',
  'garden',
  'pen',
  'ship',
  'moon',
  'bread',
  'window',
  'summer',
] as const;

const LEADS = [
  ['print', 'What does this Python line print: '],
  ['output', 'Give the output of this Python code: '],
  ['see', 'What do you see after running '],
  ['run', 'Run this in Python and tell the output: '],
] as const;

function program(
  family: string,
  difficulty: Difficulty,
  operands: string,
  code: string,
  answer: string | number,
  wordings = 4,
): Fact {
  return operation(
    { family, domain: 'coding', difficulty, operands },
    LEADS.slice(0, wordings).map(([name, lead]): Wording => [name, `${lead}${code}`, answer]),
  );
}

const flag = (value: boolean): string => (value ? 'True' : 'False');

const sums = (): readonly Fact[] =>
  range(1, 9).flatMap((a) =>
    range(1, a).map((b) => program('print-sum', 'easy', `${a} ${b}`, `print(${a} + ${b})`, a + b)),
  );

const differences = (): readonly Fact[] =>
  range(10, 15).flatMap((a) =>
    range(1, 9).map((b) => program('print-difference', 'easy', `${a} ${b}`, `print(${a} - ${b})`, a - b)),
  );

const lengths = (): readonly Fact[] =>
  WORDS.map((word) => program('print-length', 'easy', word, `print(len("${word}"))`, word.length));

const concatenations = (): readonly Fact[] =>
  sample('concatenation', 50, (int) => [int(15), int(14) + 1] as const).map(([i, gap]) => {
    const [a, b] = [pick(WORDS, i), pick(WORDS, i + gap)];
    return program('print-join', 'easy', `${a} ${b}`, `print("${a}" + "${b}")`, `${a}${b}`);
  });

const comparisons = (): readonly Fact[] =>
  sample('print-compare', 60, (int) => [int(25) + 16, int(25) + 16] as const)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => program('print-compare', 'easy', `${a} ${b}`, `print(${a} > ${b})`, flag(a > b)));

const indexes = (): readonly Fact[] =>
  sample('print-index', 50, (int) => [int(20) + 1, int(20) + 1, int(20) + 1, int(3)] as const)
    .filter(([a, b, c]) => new Set([a, b, c]).size === 3)
    .map(([a, b, c, i]) =>
      program(
        'print-index',
        'easy',
        `${a} ${b} ${c} ${i}`,
        `a = [${a}, ${b}, ${c}]; print(a[${i}])`,
        pick([a, b, c], i),
      ),
    );

const extremes = (): readonly Fact[] =>
  sample('print-extreme', 60, (int) => [int(20) + 1, int(20) + 1, int(20) + 1, int(2)] as const)
    .filter(([a, b, c]) => new Set([a, b, c]).size === 3)
    .map(([a, b, c, most]) =>
      program(
        'print-extreme',
        'easy',
        `${a} ${b} ${c} ${most}`,
        `print(${most ? 'max' : 'min'}(${a}, ${b}, ${c}))`,
        most ? Math.max(a, b, c) : Math.min(a, b, c),
      ),
    );

const variables = (): readonly Fact[] =>
  range(1, 7).flatMap((a) =>
    range(1, 6).map((b) =>
      program('print-variable', 'easy', `${a} ${b}`, `x = ${a}; x = x + ${b}; print(x)`, a + b),
    ),
  );

const remainders = (): readonly Fact[] =>
  sample('print-remainder', 60, (int) => [int(35) + 5, int(7) + 2, int(2)] as const).map(([a, b, op]) =>
    program(
      'print-remainder',
      'medium',
      `${a} ${b} ${op}`,
      `print(${a} ${op ? '%' : '//'} ${b})`,
      op ? a % b : Math.floor(a / b),
    ),
  );

const products = (): readonly Fact[] =>
  sample('print-product', 50, (int) => [int(9) + 1, int(8) + 2, int(8) + 2] as const).map(([a, b, c]) =>
    program('print-product', 'medium', `${a} ${b} ${c}`, `print(${a} + ${b} * ${c})`, a + b * c),
  );

const ranges = (): readonly Fact[] =>
  range(2, 10).flatMap((n) => [
    program('print-range', 'medium', `sum ${n}`, `print(sum(range(${n})))`, (n * (n - 1)) / 2),
    program('print-range', 'medium', `list ${n}`, `print(list(range(${n}))[-1])`, n - 1),
    program('print-range', 'medium', `len ${n}`, `print(len(range(1, ${n})))`, n - 1),
  ]);

const reversals = (): readonly Fact[] =>
  WORDS.flatMap((word) => [
    program('print-reverse', 'medium', word, `print("${word}"[::-1])`, [...word].reverse().join('')),
    program('print-upper', 'medium', word, `print("${word}".upper())`, word.toUpperCase()),
  ]);

const slices = (): readonly Fact[] =>
  sample('print-slice', 50, (int) => [int(20), int(3)] as const).map(([i, kind]) => {
    const word = pick(WORDS, i);
    const [code, result] = pick(
      [
        ['[0]', word.slice(0, 1)],
        ['[-1]', word.slice(-1)],
        ['[:2]', word.slice(0, 2)],
      ] as const,
      kind,
    );
    return program('print-slice', 'medium', `${word} ${kind}`, `print("${word}"${code})`, result);
  });

const loops = (): readonly Fact[] =>
  sample('print-loop', 50, (int) => [int(5), int(5) + 2, int(4) + 1] as const).map(([start, n, step]) =>
    program(
      'print-loop',
      'medium',
      `${start} ${n} ${step}`,
      `s = ${start}\nfor i in range(${n}): s += ${step}\nprint(s)`,
      start + n * step,
    ),
  );

const conditions = (): readonly Fact[] =>
  sample('print-if', 50, (int) => [int(20) + 1, int(20) + 1, int(10), int(9) + 1] as const)
    .filter(([a, b]) => a !== b)
    .map(([a, b, i, gap]) => {
      const [yes, no] = [pick(WORDS, i), pick(WORDS, i + gap)];
      return program(
        'print-if',
        'medium',
        `${a} ${b} ${yes} ${no}`,
        `print("${yes}" if ${a} < ${b} else "${no}")`,
        a < b ? yes : no,
      );
    });

const counts = (): readonly Fact[] =>
  WORDS.flatMap((word) =>
    [...new Set(word)]
      .slice(0, 2)
      .map((letter) =>
        program(
          'print-count',
          'medium',
          `${word} ${letter}`,
          `print("${word}".count("${letter}"))`,
          [...word].filter((l) => l === letter).length,
        ),
      ),
  );

const nested = (): readonly Fact[] =>
  sample('print-nested', 60, (int) => [int(6) + 3, int(6) + 3, int(4) + 1] as const).map(([n, m, k]) => {
    let total = 0;
    for (let i = 0; i < n; i++) for (let j = i; j < m; j++) total += i * j + k;
    return program(
      'print-nested',
      'hard',
      `${n} ${m} ${k}`,
      `s = 0\nfor i in range(${n}):\n  for j in range(i, ${m}): s += i * j + ${k}\nprint(s)`,
      total,
      2,
    );
  });

const whiles = (): readonly Fact[] =>
  sample('print-while', 60, (int) => [int(70) + 11, int(4) + 2] as const).map(([n, d]) => {
    let x = n;
    let steps = 0;
    while (x > 1) {
      x = x % d === 0 ? x / d : x - 1;
      steps += 1;
    }
    return program(
      'print-while',
      'hard',
      `${n} ${d}`,
      `x, n = ${n}, 0\nwhile x > 1:\n  x = x // ${d} if x % ${d} == 0 else x - 1\n  n += 1\nprint(n)`,
      steps,
      2,
    );
  });

const recursions = (): readonly Fact[] =>
  sample('print-recursion', 60, (int) => [int(8) + 5, int(4) + 1, int(5) + 1] as const).map(([n, a, b]) => {
    const f = (k: number): number => (k < 2 ? a : f(k - 1) + f(k - 2) + b);
    return program(
      'print-recursion',
      'hard',
      `${n} ${a} ${b}`,
      `f = lambda n: ${a} if n < 2 else f(n - 1) + f(n - 2) + ${b}\nprint(f(${n}))`,
      f(n),
      2,
    );
  });

const comprehensions = (): readonly Fact[] =>
  sample('print-comprehension', 60, (int) => [int(12) + 8, int(4) + 2, int(2)] as const).map(([n, d, keep]) =>
    program(
      'print-comprehension',
      'hard',
      `${n} ${d} ${keep}`,
      `print(sum(i * i for i in range(${n}) if i % ${d} ${keep ? '==' : '!='} 0))`,
      range(0, n - 1)
        .filter((i) => (i % d === 0) === (keep === 1))
        .reduce((s, i) => s + i * i, 0),
      2,
    ),
  );

const bits = (): readonly Fact[] =>
  sample('print-bits', 60, (int) => [int(200) + 20, int(200) + 20, int(3)] as const).map(([a, b, op]) =>
    program(
      'print-bits',
      'hard',
      `${a} ${b} ${op}`,
      `print(${a} ${pick(['&', '|', '^'], op)} ${b})`,
      pick([a & b, a | b, a ^ b], op),
      2,
    ),
  );

const functions = (): readonly Fact[] =>
  sample('print-function', 60, (int) => [int(8) + 2, int(9) + 2, int(20) + 3] as const).map(([a, b, x]) =>
    program(
      'print-function',
      'hard',
      `${a} ${b} ${x}`,
      `f = lambda x: x * ${a} + ${b}\nprint(f(f(${x})))`,
      (x * a + b) * a + b,
      2,
    ),
  );

const bases = (): readonly Fact[] =>
  sample('print-base', 60, (int) => [int(900) + 100, int(3)] as const).map(([n, kind]) =>
    program(
      'print-base',
      'hard',
      `${n} ${kind}`,
      pick([`print(hex(${n}))`, `print(bin(${n}))`, `print(oct(${n}))`], kind),
      pick([`0x${n.toString(16)}`, `0b${n.toString(2)}`, `0o${n.toString(8)}`], kind),
      2,
    ),
  );
