import type { Fact, Form } from '../fact.js';
import { ART_TERMS, COLLECTIVES, FEMALES, HOMES, SAYINGS, SIMILES, SOUNDS, YOUNG } from '../facts/lore.js';
import { ARTWORKS, MUSIC } from '../facts/people.js';
import { OPPOSITES, PAST_TENSES, PLURALS, RHYMES, SYNONYMS } from '../facts/words.js';
import { fill, type Pair, relationFacts } from '../relation.js';
import { tierOf } from '../table.js';
import { areConfusable } from './confusable.js';
import { surname } from './surname.js';

/** Opposites, synonyms, rhymes, forms of words, animals in words, sayings, similes, analogies, art, music. */
export function creativeFacts(): readonly Fact[] {
  return [
    opposites(),
    synonyms(),
    rhymes(),
    pasts(),
    plurals(),
    young(),
    sounds(),
    collectives(),
    homes(),
    females(),
    similes(),
    sayings(),
    artTerms(),
    artworks(),
    music(),
  ].flat();
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  sad: ['unhappy'],
  closed: ['shut'],
  dark: ['heavy'],
  soft: ['easy'],
  old: ['new'],
  bitter: ['sour'],
  puppy: ['pup'],
  foal: ['colt', 'filly'],
  hive: ['beehive'],
  sty: ['pigsty', 'pen'],
  kennel: ['doghouse'],
  burrow: ['warren', 'hutch'],
  coop: ['henhouse'],
  lodge: ['dam'],
  school: ['shoal'],
  bark: ['woof'],
  meow: ['miaow', 'mew'],
  bleat: ['baa'],
  earth: ['den', 'burrow'],
  vespiary: ['nest'],
  dovecote: ['loft', 'coop'],
  ice: ['snow'],
  oink: ['grunt'],
  cluck: ['clucking'],
  neigh: ['whinny'],
  bray: ['hee-haw'],
  hen: ['chicken'],
  end: ['finish'],
  loud: ['noisy'],
  expensive: ['dear', 'costly'],
  blunt: ['dull'],
  refuse: ['reject'],
  depart: ['leave'],
  hidden: ['invisible'],
  unkindness: ['conspiracy'],
  hoglet: ['piglet'],
  spinster: ['bachelorette'],
};

function pair(tier: string, subject: string, object: string): Pair {
  const aliases = ALIASES[object];
  return { difficulty: tierOf(tier), subject, object, ...(aliases ? { aliases } : {}) };
}

const opposites = (): readonly Fact[] => {
  const pairs = OPPOSITES.map((row) => pair(row.tier, row.word, row.opposite));
  return relationFacts({
    family: 'opposite',
    domain: 'creative',
    pairs,
    text: [
      'What is the opposite of {s}?',
      'Name the opposite of {s}.',
      'Which word means the contrary of {s}?',
    ],
    choice: ['Which of these is the opposite of {s}?', 'Pick the word most unlike {s}.'],
    reverse: ['{O} is the opposite of which word?'],
    reverseChoice: ['Pick the word that is the opposite of {o}.'],
    alsoRight: (p, object) => areConfusable(p.object, object),
  }).map((fact, i) => ({
    ...fact,
    forms: [
      ...fact.forms,
      ...analogyForms(
        'opposite',
        pairs,
        i,
        OPPOSITES.map((row) => row.opposite),
        areConfusable,
      ),
    ],
  }));
};

const females = (): readonly Fact[] => {
  const pairs = FEMALES.map((row) => pair(row.tier, row.male, row.female));
  return relationFacts({
    family: 'female',
    domain: 'creative',
    pairs,
    text: [
      'What is the female of {s}?',
      'Name the female word for {s}.',
      'The female counterpart of {as} is called what?',
    ],
    choice: ['Which of these is the female of {s}?'],
    reverse: ['What is the male of {o}?'],
    reverseChoice: ['Pick the male word for {o}.'],
    alsoRight: (p, object) => ['buck', 'stag'].includes(p.subject) && ['hind', 'doe'].includes(object),
  }).map((fact, i) => ({
    ...fact,
    forms: [
      ...fact.forms,
      ...analogyForms(
        'female',
        pairs,
        i,
        FEMALES.map((row) => row.female),
        () => false,
      ),
    ],
  }));
};

/** "Up is to down as hot is to what?": the model pair is one of the first rows, so it is familiar. */
function analogyForms(
  family: string,
  pairs: readonly Pair[],
  index: number,
  objects: readonly string[],
  near: (a: string, b: string) => boolean,
): readonly Form[] {
  const subject = pairs[index];
  const model = pairs[index < 2 ? index + 2 : index % 2];
  if (subject === undefined || model === undefined) return [];
  const wrong = [...new Set(objects)].filter(
    (object) => object !== subject.object && object !== model.object && !near(object, subject.object),
  );
  const lead = fill('{S} is to {o} as', model.subject, model.object);
  const base = subject.aliases ? { aliases: subject.aliases } : {};
  return [
    {
      template: `${family}/analogy`,
      question: `${lead} ${subject.subject} is to what?`,
      answer: subject.object,
      ...base,
    },
    {
      template: `${family}/analogy-choice`,
      question: `${lead} ${subject.subject} is to which of these?`,
      answer: subject.object,
      wrong,
    },
  ];
}

const synonyms = (): readonly Fact[] =>
  relationFacts({
    family: 'synonym',
    domain: 'creative',
    pairs: SYNONYMS.map((row) => pair(row.tier, row.word, row.like)),
    choice: [
      'Which word means nearly the same as {s}?',
      'Pick a synonym of {s}.',
      'Which of these could replace {s} in a text?',
    ],
    reverseChoice: ['Which of these words is closest in meaning to {o}?', 'Pick a word like {o}.'],
    alsoRight: (p, object) => areConfusable(p.object, object) || areConfusable(p.subject, object),
  });

const rhymes = (): readonly Fact[] => {
  const groups = RHYMES.map((row) => ({ tier: row.tier, words: row.words.split(' ') }));
  return groups.flatMap((group, g) => {
    const wrong = groups.filter((_, other) => other !== g).flatMap((other) => other.words);
    return group.words.map((word, w) => {
      const rhyme = group.words[(w + 1) % group.words.length] ?? '';
      const wordings = [
        'Which word rhymes with {s}?',
        'Pick the rhyme for {s}.',
        'Which of these ends with the same sound as {s}?',
        'A line ends with {s}. Which word fits as a rhyme?',
        'Find a rhyme for {s}.',
      ];
      return {
        family: 'rhyme',
        key: `${word} / ${rhyme}`,
        domain: 'creative',
        difficulty: tierOf(group.tier),
        entities: [word],
        forms: wordings.map((wording, i) => ({
          template: `rhyme/choice${i + 1}`,
          question: fill(wording, word, rhyme),
          answer: rhyme,
          wrong,
        })),
      };
    });
  });
};

const pasts = (): readonly Fact[] =>
  relationFacts({
    family: 'past-tense',
    domain: 'creative',
    pairs: PAST_TENSES.map((row) => pair(row.tier, row.verb, row.past)),
    text: [
      'What is the past tense of {s}?',
      'Today I {s}, yesterday I did what?',
      'Put the verb {s} in the simple past.',
    ],
    choice: ['Which of these is the past tense of {s}?', 'Today they {s}. Which word fits yesterday?'],
    reverse: ['{O} is the past tense of which verb?'],
    reverseChoice: ['Pick the verb whose past tense is {o}.'],
  });

const plurals = (): readonly Fact[] =>
  relationFacts({
    family: 'plural',
    domain: 'creative',
    pairs: PLURALS.map((row) => pair(row.tier, row.noun, row.plural)),
    text: ['What is the plural of {s}?', 'One {s}, two what?', 'Write the plural of the noun {s}.'],
    choice: ['Which of these is the plural of {s}?', 'Pick the plural form of {s}.'],
    reverse: ['What is the singular of {o}?'],
  });

const BIRDS = ['hen', 'duck', 'goose', 'swan', 'owl', 'eagle', 'pigeon', 'turkey', 'hawk'];

const young = (): readonly Fact[] =>
  relationFacts({
    family: 'young',
    domain: 'creative',
    pairs: YOUNG.map((row) => pair(row.tier, row.animal, row.young)),
    text: ['What is a young {s} called?', 'Name the baby of {as}.', 'The young of {as} is called what?'],
    choice: ['Which of these is a baby {s}?', 'Pick the word for a young {s}.'],
    reverse: ['{O} is the young of which animal?'],
    reverseChoice: ['Which animal has young called {o}?'],
    alsoRight: (p, object) =>
      (object === 'chick' && BIRDS.includes(p.subject)) ||
      (object === 'pup' && ['dog', 'hedgehog', 'lion'].includes(p.subject)) ||
      (object === 'calf' && p.subject === 'deer') ||
      (object === 'piglet' && ['hedgehog', 'porcupine'].includes(p.subject)) ||
      (object === 'squab' && BIRDS.includes(p.subject)) ||
      (object === 'eyas' && p.subject === 'eagle'),
  });

const ALSO_SOUNDS: Readonly<Record<string, readonly string[]>> = {
  dog: ['howl'],
  cat: ['hiss'],
  goose: ['hiss', 'gobble', 'cluck'],
  raven: ['caw'],
  crow: ['cronk', 'coo'],
  cow: ['bellow'],
  bull: ['moo', 'roar'],
  nightingale: ['chirp', 'coo'],
  sparrow: ['warble', 'coo'],
  cricket: ['chirp'],
  turkey: ['cluck'],
  wolf: ['bark'],
  elephant: ['roar', 'bellow'],
  hyena: ['howl', 'bark'],
  donkey: ['neigh'],
  pig: ['squeak'],
  owl: ['coo'],
  horse: ['bray'],
};

const sounds = (): readonly Fact[] =>
  relationFacts({
    family: 'sound',
    domain: 'creative',
    pairs: SOUNDS.map((row) => pair(row.tier, row.animal, row.sound)),
    text: ['What sound does {as} make?', 'Name the sound of {as}.', 'The cry of {as} is called what?'],
    choice: ['Which of these sounds does {as} make?', 'Pick the verb for the sound of {as}.'],
    reverseChoice: ['Which of these animals is known for this sound: {o}?'],
    alsoRight: (p, object) => ALSO_SOUNDS[p.subject]?.includes(object) === true,
  });

const COMMON_GROUPS = ['flock', 'herd', 'pack', 'colony', 'school', 'swarm', 'litter', 'pod', 'troop'];

const collectives = (): readonly Fact[] =>
  relationFacts({
    family: 'collective',
    domain: 'creative',
    pairs: COLLECTIVES.map((row) => pair(row.tier, row.animals, row.group)),
    text: ['What is a group of {s} called?', 'Name the special word for a group of {s}.'],
    choice: ['Which of these is a group of {s}?', 'Pick the collective noun for {s}.'],
    reverse: ['{Ao} is a group of which animals?'],
    reverseChoice: ['Which animals form {ao}?'],
    alsoRight: (p, object) => COMMON_GROUPS.includes(object) && object !== p.object,
  });

const COMMON_HOMES = ['nest', 'den', 'burrow', 'coop', 'stable', 'earth'];

const homes = (): readonly Fact[] =>
  relationFacts({
    family: 'home',
    domain: 'creative',
    pairs: HOMES.map((row) => pair(row.tier, row.animal, row.home)),
    text: ['What is the home of {as} called?', 'Name the home of {as}.', '{As} lives in what?'],
    choice: ['Which of these is the home of {as}?', 'Pick the word for the home of {as}.'],
    reverseChoice: ['Which animal is at home in this place: {o}?'],
    alsoRight: (p, object) => COMMON_HOMES.includes(object) && object !== p.object,
  });

const ALSO_SIMILES: Readonly<Record<string, readonly string[]>> = {
  cool: ['ice'],
  clear: ['ice'],
  proud: ['punch', 'lion'],
  sweet: ['pie', 'lamb'],
  light: ['bird', 'snow'],
  quiet: ['lamb', 'church mouse'],
  hungry: ['lion', 'fox'],
  bold: ['lion'],
  slippery: ['ice'],
  happy: ['punch', 'bird'],
  free: ['lark'],
  strong: ['lion', 'mule', 'brass'],
  stubborn: ['ox'],
  cold: ['snow'],
  poor: ['mouse'],
  good: ['pie', 'honey'],
  brave: ['ox', 'wolf'],
  sly: ['wolf'],
  gentle: ['feather', 'mouse'],
  dead: ['post', 'bone'],
  deaf: ['doornail', 'bat'],
  right: ['punch'],
  thick: ['post'],
  blind: ['post'],
  dry: ['hatter'],
  mad: ['punch'],
  white: ['ice', 'bone'],
};

const similes = (): readonly Fact[] =>
  relationFacts({
    family: 'simile',
    domain: 'creative',
    pairs: SIMILES.map((row) => pair(row.tier, row.quality, row.thing)),
    text: [
      'Complete: as {s} as what?',
      'Finish the comparison: as {s} as ...',
      'What do we say something is as {s} as?',
    ],
    choice: [
      'Which word completes the phrase: as {s} as ...',
      'Pick the end of the comparison: as {s} as ...',
    ],
    reverseChoice: ['Which quality fits: as ... as the word {o}?'],
    alsoRight: (p, object) => ALSO_SIMILES[p.subject]?.includes(object) === true,
  });

const sayings = (): readonly Fact[] =>
  relationFacts({
    family: 'saying',
    domain: 'creative',
    pairs: SAYINGS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.start, object: row.end })),
    text: [
      'Complete the saying: {s} ...',
      'Finish this phrase: {s} ...',
      'How does the proverb end: {s} ...',
    ],
    choice: ['Which end fits the saying: {s} ...', 'Pick the end of the proverb: {s} ...'],
    classes: true,
  });

const artTerms = (): readonly Fact[] =>
  relationFacts({
    family: 'art-term',
    domain: 'creative',
    pairs: ART_TERMS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.clue, object: row.term })),
    text: ['What do we call {s}?', 'Which word stands for {s}?', 'Name the term for {s}.'],
    choice: ['Which of these words means {s}?', 'Pick the term for {s}.'],
    reverseChoice: ['What does the word {o} mean?'],
  });

const artworks = (): readonly Fact[] =>
  relationFacts({
    family: 'artwork',
    domain: 'creative',
    pairs: ARTWORKS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.work, object: row.person })),
    text: ['Which artist made {s}?', 'Name the artist of {s}.', '{S} is a work of which artist?'],
    choice: ['Which of these artists made {s}?', 'Pick the artist of {s}.'],
    reverseChoice: ['Which of these is a work of {o}?'],
    short: surname,
  });

const music = (): readonly Fact[] =>
  relationFacts({
    family: 'music',
    domain: 'creative',
    pairs: MUSIC.map((row) => ({ difficulty: tierOf(row.tier), subject: row.work, object: row.person })),
    text: ['Who composed {s}?', 'Name the composer of {s}.', 'The music of {s} is by whom?'],
    choice: ['Which of these composers wrote {s}?', 'Pick the composer of {s}.'],
    reverseChoice: ['Which of these pieces is by {o}?'],
    short: (name) => (name.endsWith('Strauss') ? 'Strauss' : surname(name)),
  });
