import type { Fact } from '../fact.js';
import { operation, pick, range, sample } from '../operation.js';
import { CATEGORIES, DAYS, MONTHS, NAMES } from './logic-words.js';

/** Two-way comparisons, plain sequences, days and months, valid syllogisms, odd ones out. */
export function easyLogicFacts(): readonly Fact[] {
  return [comparisons(), sequences(), letters(), calendar(), syllogisms(), oddOnes(), negations()].flat();
}

const head = (family: string, ...operands: readonly (string | number)[]) => ({
  family,
  domain: 'logic',
  difficulty: 'easy' as const,
  operands: operands.join(' '),
});

const SCALES = [
  ['taller', 'shorter'],
  ['older', 'younger'],
  ['faster', 'slower'],
  ['richer', 'poorer'],
] as const;

const comparisons = (): readonly Fact[] =>
  sample('taller', 130, (int) => [int(8), int(8), int(4)] as const)
    .filter(([a, b]) => a !== b)
    .map(([a, b, s]) => {
      const [x, y] = [pick(NAMES, a), pick(NAMES, b)];
      const [more, less] = pick(SCALES, s);
      return operation(head('compare-two', x, y, more), [
        ['more', `${x} is ${more} than ${y}. Who is ${more}?`, x],
        ['less', `${x} is ${more} than ${y}. Who is ${less}?`, y],
        ['turned', `${y} is ${less} than ${x}. Who is ${more}?`, x],
        ['turned-less', `${y} is ${less} than ${x}. Who is ${less}?`, y],
        ['pick', `${x} is ${more} than ${y}. Pick the ${less} one.`, y, [x]],
      ]);
    });

const sequences = (): readonly Fact[] =>
  [1, 2, 3, 5, 10].flatMap((step) =>
    range(1, 16).map((first) => {
      const shown = range(0, 3)
        .map((i) => first + i * step)
        .join(', ');
      const next = first + 4 * step;
      return operation(head('sequence-up', first, step), [
        ['next', `What comes next: ${shown}?`, next],
        ['continue', `Continue the sequence ${shown}.`, next],
        ['number', `Which number follows ${shown}?`, next],
        [
          'pick',
          `Pick the next number after ${shown}.`,
          String(next),
          [String(next + 1), String(next - 1), String(next + 2 * step), String(next + step + 1)].filter(
            (n) => n !== String(next),
          ),
        ],
      ]);
    }),
  );

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const letters = (): readonly Fact[] =>
  range(1, 22).map((i) => {
    const at = (k: number): string => pick(ALPHABET, k);
    return operation(head('letter', at(i)), [
      ['after', `Which letter comes after ${at(i)} in the alphabet?`, at(i + 1)],
      ['row', `Which letter is next: ${at(i - 1)}, ${at(i)}, ...?`, at(i + 1)],
      ['before', `Which letter comes before ${at(i)} in the alphabet?`, at(i - 1)],
      ['pick', `Pick the letter that follows ${at(i)}.`, at(i + 1), [at(i + 2), at(i + 3), at(i - 1)]],
    ]);
  });

const calendar = (): readonly Fact[] => [
  ...DAYS.map((day, i) =>
    operation(head('day', day), [
      ['after', `Which day comes after ${day}?`, pick(DAYS, i + 1)],
      ['tomorrow', `Today is ${day}. What day is tomorrow?`, pick(DAYS, i + 1)],
      ['before', `Which day comes before ${day}?`, pick(DAYS, i - 1)],
      ['yesterday', `Today is ${day}. What day was yesterday?`, pick(DAYS, i - 1)],
      [
        'pick',
        `Pick the day that follows ${day}.`,
        pick(DAYS, i + 1),
        DAYS.filter((d) => d !== pick(DAYS, i + 1) && d !== day),
      ],
    ]),
  ),
  ...MONTHS.map((month, i) =>
    operation(head('month', month), [
      ['after', `Which month comes after ${month}?`, pick(MONTHS, i + 1)],
      ['next', `It is ${month}. What is the next month?`, pick(MONTHS, i + 1)],
      ['before', `Which month comes before ${month}?`, pick(MONTHS, i - 1)],
      ['last', `It is ${month}. What was the last month?`, pick(MONTHS, i - 1)],
      [
        'pick',
        `Pick the month that follows ${month}.`,
        pick(MONTHS, i + 1),
        MONTHS.filter((m) => m !== pick(MONTHS, i + 1) && m !== month),
      ],
    ]),
  ),
];

const KINDS = [
  ['cats', 'a cat', 'animals', 'an animal'],
  ['roses', 'a rose', 'flowers', 'a flower'],
  ['cars', 'a car', 'machines', 'a machine'],
  ['birds', 'a bird', 'fliers', 'a flier'],
  ['poets', 'a poet', 'dreamers', 'a dreamer'],
  ['kings', 'a king', 'rulers', 'a ruler'],
  ['robots', 'a robot', 'workers', 'a worker'],
] as const;

const syllogisms = (): readonly Fact[] =>
  range(0, 6).flatMap((k) =>
    range(0, 7).flatMap((n) =>
      [true, false].map((valid) => {
        const [all, one, groups, group] = pick(KINDS, k);
        const name = pick(NAMES, n);
        const [answer, other] = valid ? ['yes', 'no'] : ['no', 'yes'];
        const rule = valid ? `All ${all} are ${groups}.` : `No ${all} are ${groups}.`;
        const lead = `${rule} ${name} is ${one}.`;
        return operation(head('syllogism', one, name, String(valid)), [
          ['is', `${lead} Is ${name} ${group}?`, answer ?? ''],
          ['follow', `${lead} Does it follow that ${name} is ${group}?`, answer ?? ''],
          ['choose', `${lead} So, is ${name} ${group}?`, answer ?? '', [other ?? '']],
          ['turned', `${name} is ${one}. ${rule} Must ${name} be ${group}?`, answer ?? ''],
        ]);
      }),
    ),
  );

const oddOnes = (): readonly Fact[] =>
  sample('odd-one', 110, (int) => [int(CATEGORIES.length), int(CATEGORIES.length), int(8), int(8)] as const)
    .filter(([a, b]) => a !== b)
    .map(([a, b, i, j]) => {
      const group = pick(CATEGORIES, a);
      const same = [pick(group, i), pick(group, i + 1), pick(group, i + 3)];
      const odd = pick(pick(CATEGORIES, b), j);
      const place = (i + j) % 4;
      const items = [...same.slice(0, place), odd, ...same.slice(place)];
      return operation(head('odd-one', ...items), [
        ['belong', `Which word does not belong: ${items.join(', ')}?`, odd, same],
        ['odd', `Find the odd one out: ${items.join(', ')}.`, odd],
        ['different', `Which is different from the others: ${items.join(', ')}?`, odd, same],
        ['fit', `Name the word that does not fit: ${items.join(', ')}.`, odd],
      ]);
    });

const STATES = [
  ['door', 'open', 'closed'],
  ['lamp', 'on', 'off'],
  ['cup', 'full', 'empty'],
  ['coin', 'real', 'fake'],
  ['shop', 'open', 'closed'],
  ['road', 'wet', 'dry'],
  ['glass', 'clean', 'dirty'],
  ['answer', 'right', 'wrong'],
  ['soup', 'hot', 'cold'],
  ['light', 'green', 'red'],
] as const;

const negations = (): readonly Fact[] =>
  STATES.flatMap(([thing, one, two]) =>
    (
      [
        [one, two],
        [two, one],
      ] as const
    ).map(([not, is]) =>
      operation(head('negation', thing, not), [
        ['what', `The ${thing} is either ${one} or ${two}. It is not ${not}. What is it?`, is],
        ['how', `A ${thing} can be ${one} or ${two}. This one is not ${not}. How is it?`, is],
        [
          'pick',
          `Either the ${thing} is ${one} or it is ${two}. It is not ${not}. Pick what it is.`,
          is,
          [not],
        ],
      ]),
    ),
  );
