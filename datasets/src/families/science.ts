import type { Fact } from '../fact.js';
import { ELEMENTS } from '../facts/elements.js';
import { ANIMAL_CLASSES, FORMULAS, INSTRUMENTS, SCIENCE_TERMS, STUDIES, UNITS } from '../facts/nature.js';
import { relationFacts } from '../relation.js';
import { tierOf } from '../table.js';
import { ELEMENT_KINDS, nearGroups } from './near-groups.js';

/** Elements, formulas, units, instruments, animals, branches of science and terms. */
export function scienceFacts(): readonly Fact[] {
  return [
    symbols(),
    atomicNumbers(),
    groups(),
    formulas(),
    units(),
    unitSymbols(),
    instruments(),
    animals(),
    studies(),
    terms(),
  ].flat();
}

const symbols = (): readonly Fact[] =>
  relationFacts({
    family: 'symbol',
    domain: 'science',
    pairs: ELEMENTS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.name, object: row.symbol })),
    text: [
      'What is the chemical symbol of {s}?',
      'Which symbol stands for {s}?',
      'Write the symbol of the element {s}.',
    ],
    choice: ['Which of these is the symbol of {s}?', 'Pick the symbol for {s}.'],
    reverse: ['Which element has the symbol {o}?', '{o} is the symbol of which element?'],
    reverseChoice: ['Pick the element with the symbol {o}.'],
  });

const atomicNumbers = (): readonly Fact[] =>
  relationFacts({
    family: 'atomic-number',
    domain: 'science',
    pairs: ELEMENTS.map((row, i) => ({
      difficulty: row.tier === 'e' && i > 19 ? 'medium' : tierOf(row.tier),
      subject: row.name,
      object: String(i + 1),
    })),
    text: [
      'What is the atomic number of {s}?',
      'How many protons does an atom of {s} have?',
      'Give the atomic number of {s}.',
    ],
    choice: ['Which of these is the atomic number of {s}?'],
    reverse: ['Which element has atomic number {o}?', 'Name the element with {o} protons.'],
    numeric: true,
  });

const groups = (): readonly Fact[] =>
  relationFacts({
    family: 'element-group',
    domain: 'science',
    pairs: ELEMENTS.filter((row) => row.group !== '-').map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.name,
      object: row.group,
      ...(row.group === 'halogen' || row.group === 'noble gas' ? { aliases: ['nonmetal'] } : {}),
    })),
    text: [
      'What kind of element is {s}?',
      'To which group of elements does {s} belong?',
      'Name the element family of {s}.',
    ],
    choice: ['Which of these kinds of element is {s}?', 'Pick the element family of {s}.'],
    classes: true,
    alsoRight: nearGroups(ELEMENT_KINDS),
  });

const formulas = (): readonly Fact[] =>
  relationFacts({
    family: 'formula',
    domain: 'science',
    pairs: FORMULAS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.substance,
      object: row.formula,
    })),
    text: [
      'What is the chemical formula of {s}?',
      'Write the formula of {s}.',
      'Which formula stands for {s}?',
    ],
    choice: ['Which of these is the formula of {s}?', 'Pick the formula for {s}.'],
    reverse: ['Which substance has the formula {o}?', '{o} is the formula of what?'],
    reverseChoice: ['Pick the substance with the formula {o}.'],
  });

const units = (): readonly Fact[] =>
  relationFacts({
    family: 'unit',
    domain: 'science',
    pairs: UNITS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.quantity,
      object: row.unit,
      ...(row.unit === 'metre' ? { aliases: ['meter'] } : {}),
    })),
    text: ['What is the SI unit of {s}?', 'In which SI unit is {s} measured?', 'Name the unit of {s}.'],
    choice: ['Which of these is the SI unit of {s}?', 'Pick the unit of {s}.'],
    reverse: ['What quantity is measured in the unit {o}?'],
    reverseChoice: ['The {o} is the unit of which quantity?'],
  });

const unitSymbols = (): readonly Fact[] =>
  relationFacts({
    family: 'unit-symbol',
    domain: 'science',
    pairs: UNITS.filter((row) => row.symbol !== 'Ω').map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.unit,
      object: row.symbol,
    })),
    text: [
      'What is the symbol of the unit {s}?',
      'How is the unit {s} abbreviated?',
      'Write the unit symbol for {s}.',
    ],
    choice: ['Which of these abbreviates the unit {s}?', 'Pick the unit symbol for {s}.'],
    reverse: ['Which SI unit is written {o}?'],
  });

const instruments = (): readonly Fact[] =>
  relationFacts({
    family: 'instrument',
    domain: 'science',
    pairs: INSTRUMENTS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.instrument,
      object: row.quantity,
    })),
    text: ['What does {as} measure?', '{As} is used to measure what?'],
    choice: ['Which of these does {as} measure?', 'Pick what {as} measures.'],
    reverse: ['Which instrument measures {o}?', 'Name the instrument that measures {o}.'],
    reverseChoice: ['Pick the instrument that measures {o}.'],
  });

const animals = (): readonly Fact[] =>
  relationFacts({
    family: 'animal-class',
    domain: 'science',
    pairs: ANIMAL_CLASSES.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.animal,
      object: row.group,
    })),
    text: [
      'What class of animal is the {s}?',
      'To which animal group does the {s} belong?',
      'What kind of animal is the {s}?',
      'Name the animal group of the {s}.',
    ],
    choice: ['The {s} is which of these?', 'Pick the animal group of the {s}.'],
    reverseChoice: ['Which of these animals is a kind of {o}?'],
    classes: true,
  });

const studies = (): readonly Fact[] =>
  relationFacts({
    family: 'study',
    domain: 'science',
    pairs: STUDIES.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.science,
      object: row.subject,
    })),
    reverse: ['Which science studies {o}?', 'What is the study of {o} called?', 'Name the science of {o}.'],
    text: ['What does {s} study?'],
    choice: ['Which of these does {s} study?'],
    reverseChoice: ['Pick the science that studies {o}.', 'Which of these sciences is about {o}?'],
  });

const terms = (): readonly Fact[] =>
  relationFacts({
    family: 'science-term',
    domain: 'science',
    pairs: SCIENCE_TERMS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.clue,
      object: row.term,
    })),
    text: ['What is the name of {s}?', 'What do we call {s}?', 'Name {s}.', '{S} is called what?'],
    choice: ['Which of these is {s}?', 'Pick the word for {s}.'],
    reverseChoice: ['What is meant by {o}?'],
  });
