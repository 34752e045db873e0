import type { Rng } from '@echo/core';

const TAGS = [
  ...['<confidence>', '</confidence>', '<answer>', '</answer>', '<think>', '</think>', '<analysis>'],
  ...['</analysis>', '<CONFIDENCE x="1">', '< / answer >', '<answer', '</conf', '<', '>', '/>'],
  ...['&lt;confidence&gt;', '&lt;', '&amp;', '&#37;', '&#x;', '&'],
];
const NUMBERS = [
  '85',
  '0.85',
  '.5',
  '17/20',
  '70–80',
  '150',
  '-5',
  '1e9',
  '85%',
  '８５',
  '٨٥',
  'ninety',
  '0/0',
  '½',
];
const WORDS = [
  ...[
    'very sure',
    'not ',
    'unsure',
    'no idea',
    'high',
    'confidence',
    'Confidence: ',
    'Answer: ',
    'Paris',
    '. ',
  ],
  ...[
    "I don't know",
    'who said it first, but: ',
    '{"confidence": 80',
    ', "answer": "x"}',
    '**',
    '```',
    '"',
    '“',
  ],
  ...['\n', '\r\n', '\t', ' ', '\u0000', '\uD800', '\u202e', '🤔', 'é', '<b>', '</b>', ':', ',', '；'],
];

/** A reply put together from pieces that replies are made of, and a few that they should not be. */
export function randomReply(rng: Rng): string {
  const pieces = 1 + rng.int(12);
  let text = '';
  for (let i = 0; i < pieces; i++) {
    const kind = rng.next();
    const from = kind < 0.45 ? TAGS : kind < 0.65 ? NUMBERS : WORDS;
    text += kind < 0.95 ? rng.choose(from) : String.fromCharCode(rng.int(0x10000));
  }
  return text;
}
