/** First names of the people in puzzles. */
export const NAMES: readonly string[] = ['Tom', 'Ann', 'Ben', 'Mia', 'Sam', 'Eva', 'Leo', 'Zoe'];

/** The days of the week. */
export const DAYS: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** The months of the year. */
export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Kinds of things with eight examples each; no example belongs to two kinds. */
export const CATEGORIES: readonly (readonly string[])[] = [
  ['apple', 'pear', 'plum', 'cherry', 'grape', 'peach', 'lemon', 'banana'],
  ['shirt', 'sock', 'coat', 'hat', 'glove', 'scarf', 'skirt', 'shoe'],
  ['table', 'chair', 'sofa', 'desk', 'shelf', 'wardrobe', 'bench', 'stool'],
  ['car', 'bus', 'train', 'bicycle', 'truck', 'tram', 'taxi', 'van'],
  ['violin', 'flute', 'drum', 'guitar', 'trumpet', 'harp', 'cello', 'piano'],
  ['hammer', 'saw', 'drill', 'wrench', 'chisel', 'file', 'axe', 'pliers'],
  ['triangle', 'square', 'circle', 'oval', 'rectangle', 'pentagon', 'hexagon', 'rhombus'],
  ['rain', 'snow', 'hail', 'fog', 'storm', 'thunder', 'frost', 'sleet'],
  ['tennis', 'football', 'hockey', 'golf', 'boxing', 'rugby', 'basketball', 'cricket'],
  ['oak', 'pine', 'birch', 'maple', 'willow', 'elm', 'ash', 'beech'],
];
