/** What phrases mean in per cent, as published. */
const PUBLISHED: Readonly<Record<string, number>> = {
  'absolutely sure': 98,
  'extremely sure': 95,
  'very sure': 90,
  'very certain': 90,
  certain: 88,
  high: 85,
  confident: 78,
  sure: 75,
  'fairly sure': 70,
  probably: 65,
  likely: 65,
  'somewhat sure': 60,
  moderate: 55,
  medium: 50,
  unsure: 35,
  uncertain: 30,
  unlikely: 30,
  'not sure': 25,
  low: 25,
  doubtful: 20,
  'very unsure': 15,
  'very uncertain': 15,
  'no idea': 5,
  'no clue': 5,
};

/** Expressions of probability that surveys have asked about; the README names the sources. */
const SURVEYED: Readonly<Record<string, number>> = {
  'almost certainly': 95,
  'very good chance': 80,
  'we believe': 75,
  probable: 70,
  'better than even': 60,
  'about even': 50,
  'probably not': 25,
  'we doubt': 20,
  'little chance': 10,
  'chances are slight': 10,
  improbable: 10,
  'almost no chance': 2,
};

/** Phrases of the same make, placed between the others. */
const ADDED: Readonly<Record<string, number>> = {
  certainly: 95,
  definitely: 95,
  'no doubt': 95,
  'very likely': 80,
  'highly likely': 80,
  'extremely likely': 90,
  'very probable': 80,
  'highly probable': 80,
  'very probably': 75,
  'most probably': 75,
  'most likely': 75,
  'quite likely': 70,
  'fairly likely': 70,
  'pretty likely': 70,
  'good chance': 70,
  'more likely than not': 60,
  'somewhat likely': 60,
  'even chance': 50,
  'even odds': 50,
  'coin flip': 50,
  'toss-up': 50,
  possible: 40,
  possibly: 40,
  perhaps: 40,
  maybe: 40,
  'less than even': 40,
  'somewhat unlikely': 35,
  'not likely': 30,
  'quite unlikely': 20,
  'fairly unlikely': 20,
  'rather unlikely': 20,
  'slight chance': 10,
  'slim chance': 10,
  'very unlikely': 10,
  'highly unlikely': 10,
  'very improbable': 5,
  'highly improbable': 5,
  'extremely unlikely': 5,
  'no chance': 2,
  impossible: 2,
  'somewhat unsure': 40,
  'slightly unsure': 40,
  'somewhat uncertain': 35,
  'slightly uncertain': 35,
  'completely unsure': 10,
  'extremely unsure': 10,
  'completely uncertain': 10,
  'extremely uncertain': 10,
  'very doubtful': 10,
  'highly doubtful': 10,
};

/** What an adverb makes of sure, certain and confident. */
const ADVERBS: Readonly<Record<string, number>> = {
  absolutely: 98,
  completely: 98,
  totally: 98,
  entirely: 98,
  fully: 98,
  extremely: 95,
  almost: 95,
  nearly: 95,
  very: 90,
  highly: 90,
  pretty: 75,
  quite: 75,
  mostly: 75,
  fairly: 70,
  reasonably: 70,
  relatively: 70,
  moderately: 60,
  somewhat: 60,
  'not entirely': 45,
  'not completely': 45,
  'not fully': 45,
  'not totally': 45,
  'not absolutely': 45,
  'not quite': 45,
  not: 25,
  'not very': 20,
  'not so': 20,
  'not too': 20,
  'not that': 20,
  'not particularly': 20,
  'not at all': 10,
};

/** Words that are about confidence only where nothing else is spoken of. */
const LEVELS: Readonly<Record<string, number>> = {
  'extremely high': 98,
  'very high': 95,
  'fairly high': 75,
  'quite high': 75,
  'relatively high': 75,
  'moderately high': 70,
  average: 50,
  'moderately low': 40,
  'relatively low': 35,
  'fairly low': 35,
  'quite low': 20,
  'very low': 10,
  'extremely low': 5,
};
export const LEVEL_PHRASES: readonly string[] = [...Object.keys(LEVELS), 'high', 'moderate', 'medium', 'low'];

function states(): Readonly<Record<string, number>> {
  const made: Record<string, number> = {};
  for (const state of ['sure', 'certain', 'confident']) {
    for (const [adverb, percent] of Object.entries(ADVERBS)) made[`${adverb} ${state}`] = percent;
    made[`not ${state} at all`] = 10;
  }
  return made;
}

/** Every phrase and what it means in per cent; what is published overrides what was made. */
export const VERBAL_PERCENTS: Readonly<Record<string, number>> = {
  ...states(),
  ...ADDED,
  ...LEVELS,
  ...SURVEYED,
  ...PUBLISHED,
};
