import type { Fact } from '../fact.js';
import { COUNTRIES, type Country } from '../facts/countries.js';
import { EVENTS, LANDMARKS } from '../facts/history.js';
import { BOOKS, INVENTIONS } from '../facts/people.js';
import { US_STATES } from '../facts/us-states.js';
import { type Pair, relationFacts } from '../relation.js';
import { tierOf } from '../table.js';
import { surname } from './surname.js';

/** Countries, states, landmarks, books, inventions and dates. */
export function factualFacts(): readonly Fact[] {
  return [
    capitals(),
    continents(),
    currencies(),
    languages(),
    stateCapitals(),
    landmarks(),
    books(),
    inventions(),
    dates(),
  ].flat();
}

function countryPairs(column: 'capital' | 'continent' | 'currency' | 'language'): readonly Pair[] {
  return COUNTRIES.filter((row: Country) => row[column] !== '-').map((row) => ({
    difficulty: tierOf(row.tier),
    subject: row.name,
    object: row[column],
  }));
}

const capitals = (): readonly Fact[] =>
  relationFacts({
    family: 'capital',
    domain: 'factual',
    pairs: countryPairs('capital').filter((pair) => pair.subject !== pair.object),
    text: [
      'What is the capital of {s}?',
      'Name the capital city of {s}.',
      "{s}'s capital is called what?",
      'Which city is the capital of {s}?',
    ],
    choice: ['Which of these cities is the capital of {s}?', 'Pick the capital of {s}.'],
    reverse: ['Which country has the capital {o}?'],
    reverseChoice: ['{o} is the capital of which country?'],
  });

const continents = (): readonly Fact[] =>
  relationFacts({
    family: 'continent',
    domain: 'factual',
    pairs: countryPairs('continent'),
    text: [
      'On which continent is {s}?',
      'Which continent is {s} in?',
      'Name the continent of {s}.',
      '{s} is part of which continent?',
    ],
    choice: ['Where on the map is {s}?', 'Pick the continent of {s}.'],
    classes: true,
  });

const currencies = (): readonly Fact[] =>
  relationFacts({
    family: 'currency',
    domain: 'factual',
    pairs: countryPairs('currency'),
    text: [
      'What money is used in {s}?',
      'What is the currency of {s}?',
      'Name the currency of {s}.',
      'In {s} people pay with which currency?',
    ],
    choice: ['Which of these is the currency of {s}?', 'Pick the money of {s}.'],
    reverseChoice: ['Which of these countries uses the {o}?'],
    classes: true,
  });

const languages = (): readonly Fact[] =>
  relationFacts({
    family: 'language',
    domain: 'factual',
    pairs: countryPairs('language'),
    text: [
      'What language is spoken in {s}?',
      'Name the main language of {s}.',
      'Which language do people speak in {s}?',
      'What is the official language of {s}?',
    ],
    choice: ['Which of these is the official language of {s}?', 'Pick the language of {s}.'],
    classes: true,
  });

const stateCapitals = (): readonly Fact[] =>
  relationFacts({
    family: 'state-capital',
    domain: 'factual',
    pairs: US_STATES.map((row) => ({ difficulty: tierOf(row.tier), subject: row.name, object: row.capital })),
    text: [
      'What is the capital of the US state {s}?',
      'Name the state capital of {s}.',
      'Which city is the capital of the state of {s}?',
    ],
    choice: ['Which of these cities is the state capital of {s}?', 'Pick the capital of the state of {s}.'],
    reverse: ['Which US state has the capital {o}?'],
    reverseChoice: ['{o} is the capital of which US state?'],
  });

const landmarks = (): readonly Fact[] =>
  relationFacts({
    family: 'landmark',
    domain: 'factual',
    pairs: LANDMARKS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.place,
      object: row.country,
    })),
    text: [
      'In which country is {s}?',
      'Where is {s}?',
      'Name the country of {s}.',
      'To see {s}, you travel to which country?',
    ],
    choice: ['Which of these countries has {s}?', 'Pick the country of {s}.'],
    reverseChoice: ['Which of these is in {o}?'],
    classes: true,
  });

const books = (): readonly Fact[] =>
  relationFacts({
    family: 'book',
    domain: 'factual',
    pairs: BOOKS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.work, object: row.person })),
    text: [
      'Who wrote {s}?',
      'Name the author of {s}.',
      '{s} was written by whom?',
      'Who is the author of {s}?',
    ],
    choice: ['Which of these authors wrote {s}?', 'Pick the author of {s}.'],
    reverse: ['Which famous work is by {o}?'],
    reverseChoice: ['Which of these works is by {o}?'],
    short: surname,
  });

const inventions = (): readonly Fact[] =>
  relationFacts({
    family: 'invention',
    domain: 'factual',
    pairs: INVENTIONS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.work, object: row.person })),
    text: [
      'Who discovered or invented {s}?',
      'Whom do we credit with {s}?',
      'Name the person behind {s}.',
      '{S} is credited to whom?',
    ],
    choice: ['Which of these people gave us {s}?', 'Pick the person behind {s}.'],
    reverseChoice: ['What do we owe to {o}?'],
    short: surname,
  });

const dates = (): readonly Fact[] =>
  relationFacts({
    family: 'date',
    domain: 'factual',
    pairs: EVENTS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.event, object: row.year })),
    text: ['In what year did {s}?', 'When did {s}?', 'Which year did {s}?', 'Give the year: when did {s}?'],
    choice: ['In which of these years did {s}?', 'Pick the right year: when did {s}?'],
    numeric: true,
  });
