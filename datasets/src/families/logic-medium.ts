import type { Fact } from '../fact.js';
import { operation, pick, range, sample } from '../operation.js';
import { DAYS, MONTHS, NAMES } from './logic-words.js';

/** Orders of three, falling and doubling sequences, conditionals, Boolean values, calendar steps, turns. */
export function mediumLogicFacts(): readonly Fact[] {
  return [
    orders(),
    sequences(),
    doublings(),
    conditionals(),
    booleans(),
    calendar(),
    turns(),
    oddNumbers(),
  ].flat();
}

const head = (family: string, ...operands: readonly (string | number)[]) => ({
  family,
  domain: 'logic',
  difficulty: 'medium' as const,
  operands: operands.join(' '),
});

const SCALES = [
  ['taller', 'tallest', 'shortest'],
  ['older', 'oldest', 'youngest'],
  ['faster', 'fastest', 'slowest'],
  ['richer', 'richest', 'poorest'],
] as const;

const orders = (): readonly Fact[] =>
  sample('order-3', 90, (int) => [int(8), int(8), int(8), int(4)] as const)
    .filter(([a, b, c]) => new Set([a, b, c]).size === 3)
    .map(([a, b, c, s]) => {
      const [x, y, z] = [pick(NAMES, a), pick(NAMES, b), pick(NAMES, c)];
      const [more, most, least] = pick(SCALES, s);
      return operation(head('order-3', x, y, z, more), [
        ['most', `${x} is ${more} than ${y}. ${y} is ${more} than ${z}. Who is the ${most}?`, x],
        ['least', `${x} is ${more} than ${y}. ${y} is ${more} than ${z}. Who is the ${least}?`, z],
        ['mixed', `${y} is ${more} than ${z}. ${x} is ${more} than ${y}. Who is the ${most}?`, x],
        ['middle', `${y} is ${more} than ${z}. ${x} is ${more} than ${y}. Who is in the middle?`, y],
      ]);
    });

const sequences = (): readonly Fact[] =>
  [-2, -3, -4, -5, 4, 6, 7, 8, 9, 11].flatMap((step) =>
    range(1, 9).map((k) => {
      const first = step < 0 ? 40 + 3 * k : 3 * k;
      const shown = range(0, 3)
        .map((i) => first + i * step)
        .join(', ');
      const next = first + 4 * step;
      return operation(head('sequence-step', first, step), [
        ['next', `What comes next: ${shown}?`, next],
        ['continue', `Continue the sequence ${shown}.`, next],
        ['number', `Which number follows ${shown}?`, next],
        [
          'pick',
          `Pick the next number after ${shown}.`,
          String(next),
          [next + 1, next - 1, next + 2, next - step].map(String),
        ],
      ]);
    }),
  );

const doublings = (): readonly Fact[] =>
  [2, 3].flatMap((factor) =>
    range(1, 15).map((first) => {
      const shown = range(0, 3)
        .map((i) => first * factor ** i)
        .join(', ');
      return operation(head('sequence-times', first, factor), [
        ['next', `What comes next: ${shown}?`, first * factor ** 4],
        ['continue', `Continue the sequence ${shown}.`, first * factor ** 4],
        ['number', `Which number follows ${shown}?`, first * factor ** 4],
      ]);
    }),
  );

const RULES = [
  ['it rains', 'the street is wet', 'It rains.', 'The street is not wet.'],
  ['the sun shines', 'the snow melts', 'The sun shines.', 'The snow does not melt.'],
  ['the bell rings', 'the class ends', 'The bell rings.', 'The class does not end.'],
  ['the key fits', 'the door opens', 'The key fits.', 'The door does not open.'],
  ['the dog barks', 'the cat hides', 'The dog barks.', 'The cat does not hide.'],
  ['the lamp is on', 'the room is bright', 'The lamp is on.', 'The room is not bright.'],
  ['Tom eats', 'Tom is full', 'Tom eats.', 'Tom is not full.'],
  ['the wind blows', 'the mill turns', 'The wind blows.', 'The mill does not turn.'],
  ['the fire burns', 'the smoke rises', 'The fire burns.', 'The smoke does not rise.'],
  ['the bus is late', 'Ann walks', 'The bus is late.', 'Ann does not walk.'],
] as const;

const conditionals = (): readonly Fact[] =>
  RULES.flatMap(([cause, effect, yes, no]) => {
    const effectHolds = `${effect.charAt(0).toUpperCase()}${effect.slice(1)}.`;
    const causeFails = `It is not the case that ${cause}.`;
    const cases = [
      ['ponens', yes, effect, 'yes'],
      ['tollens', no, cause, 'no'],
      ['affirm', effectHolds, cause, 'cannot tell'],
      ['deny', causeFails, effect, 'cannot tell'],
    ] as const;
    return cases.map(([name, given, asked, answer]) =>
      operation(head('conditional', name, cause), [
        [
          'sure',
          `If ${cause}, ${effect}. ${given} Is it certain that ${asked}: yes, no or cannot tell?`,
          answer,
        ],
        [
          'know',
          `Whenever ${cause}, ${effect}. ${given} Do we know that ${asked}: yes, no or cannot tell?`,
          answer,
        ],
        [
          'choose',
          `Suppose that if ${cause}, ${effect}. ${given} Can we say that ${asked}?`,
          answer,
          ['yes', 'no', 'cannot tell', 'only on Sundays'].filter((text) => text !== answer),
        ],
      ]),
    );
  });

const booleans = (): readonly Fact[] =>
  range(0, 15).flatMap((code) => {
    const value = (bit: number): boolean => ((code >> bit) & 1) === 1;
    const [p, q] = [value(0), value(1)];
    const or = value(2);
    const negate = value(3);
    const inner = or ? p || q : p && q;
    const answer = negate ? !inner : inner;
    const text = `${p} ${or ? 'or' : 'and'} ${q}`;
    return [
      operation(head('boolean', text, String(negate)), [
        ['value', negate ? `What is not (${text})?` : `What is ${text}?`, String(answer)],
        [
          'evaluate',
          negate ? `Evaluate the statement: not (${text}).` : `Evaluate the statement: ${text}.`,
          String(answer),
        ],
        [
          'choose',
          negate ? `Is not (${text}) true or false?` : `Is ${text} true or false?`,
          String(answer),
          [String(!answer)],
        ],
        [
          'give',
          negate ? `Give the truth value of not (${text}).` : `Give the truth value of ${text}.`,
          String(answer),
        ],
      ]),
    ];
  });

const calendar = (): readonly Fact[] => [
  ...DAYS.flatMap((day, i) =>
    [2, 3, 4, 5].map((n) =>
      operation(head('day-step', day, n), [
        ['after', `Today is ${day}. What day is it in ${n} days?`, pick(DAYS, i + n)],
        ['which', `Which day comes ${n} days after ${day}?`, pick(DAYS, i + n)],
        ['before', `Which day was ${n} days before ${day}?`, pick(DAYS, i - n)],
        ['ago', `Today is ${day}. What day was it ${n} days ago?`, pick(DAYS, i - n)],
      ]),
    ),
  ),
  ...MONTHS.flatMap((month, i) =>
    [2, 3, 4].map((n) =>
      operation(head('month-step', month, n), [
        ['after', `It is ${month}. Which month is it in ${n} months?`, pick(MONTHS, i + n)],
        ['which', `Which month comes ${n} months after ${month}?`, pick(MONTHS, i + n)],
        ['before', `Which month was ${n} months before ${month}?`, pick(MONTHS, i - n)],
      ]),
    ),
  ),
];

const POINTS = ['north', 'east', 'south', 'west'] as const;
const MOVES = [
  ['right', 1],
  ['left', -1],
  ['around', 2],
  ['right twice', 2],
  ['left twice', -2],
  ['right three times', 3],
] as const;

const turns = (): readonly Fact[] =>
  POINTS.flatMap((point, i) =>
    MOVES.map(([move, by]) =>
      operation(head('turn', point, move), [
        ['face', `You face ${point} and turn ${move}. Where do you face now?`, pick(POINTS, i + by)],
        ['robot', `A robot looks ${point} and turns ${move}. Where does it look?`, pick(POINTS, i + by)],
        [
          'pick',
          `Start facing ${point}, turn ${move}. Pick your direction.`,
          pick(POINTS, i + by),
          POINTS.filter((p) => p !== pick(POINTS, i + by)),
        ],
      ]),
    ),
  );

const oddNumbers = (): readonly Fact[] =>
  sample(
    'odd-number',
    60,
    (int) => [int(20) + 1, int(20) + 1, int(20) + 1, int(20) + 1, int(4), int(2)] as const,
  )
    .filter(([a, b, c]) => new Set([a, b, c]).size === 3)
    .map(([a, b, c, d, place, kind]) => {
      const same = [a, b, c].map((n) => String(2 * n + kind));
      const odd = String(2 * d + 1 - kind);
      const items = [...same.slice(0, place), odd, ...same.slice(place)];
      const word = kind === 0 ? 'odd' : 'even';
      return operation(head('odd-number', ...items), [
        ['only', `Which is the only ${word} number: ${items.join(', ')}?`, Number(odd)],
        ['pick', `Pick the ${word} number among ${items.join(', ')}.`, odd, same],
        ['find', `Find the one ${word} number in ${items.join(', ')}.`, Number(odd)],
      ]);
    });
