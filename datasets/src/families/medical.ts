import type { Fact } from '../fact.js';
import { DRUGS } from '../facts/drugs.js';
import {
  BODY_NUMBERS,
  BONES,
  DEFICIENCIES,
  DISEASES,
  GERMS,
  HORMONES,
  MEDICAL_CLUES,
  MEDICAL_TERMS,
  ORGANS,
  SPECIALISTS,
  TREATMENTS,
} from '../facts/medicine.js';
import { relationFacts } from '../relation.js';
import { tierOf } from '../table.js';
import {
  BONE_PLACES,
  DISEASED_ORGANS,
  DRUG_CLASSES,
  FIELDS,
  GLANDS,
  nearGroups,
  ORGAN_TASKS,
  REMEDIES,
} from './near-groups.js';

/**
 * Drugs, diseases, germs, deficiencies, organs, bones, specialists, terms, hormones, clues, treatments and
 * numbers.
 */
export function medicalFacts(): readonly Fact[] {
  return [
    drugs(),
    diseases(),
    germs(),
    deficiencies(),
    organs(),
    bones(),
    specialists(),
    terms(),
    hormones(),
    clues(),
    treatments(),
    bodyNumbers(),
  ].flat();
}

const drugs = (): readonly Fact[] =>
  relationFacts({
    family: 'drug-class',
    domain: 'medical',
    pairs: DRUGS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.drug, object: row.group })),
    text: [
      'What class of drug is {s}?',
      'To which drug class does {s} belong?',
      'What kind of medicine is {s}?',
      'Name the drug class of {s}.',
    ],
    choice: ['Which of these drug classes does {s} belong to?', 'Pick the drug class of {s}.'],
    reverseChoice: ['Which of these drugs is in the class {o}?'],
    classes: true,
    alsoRight: nearGroups(DRUG_CLASSES),
  });

const diseases = (): readonly Fact[] =>
  relationFacts({
    family: 'disease-organ',
    domain: 'medical',
    pairs: DISEASES.map((row) => ({ difficulty: tierOf(row.tier), subject: row.disease, object: row.organ })),
    text: [
      'Which part of the body does {s} affect?',
      'What organ does {s} attack?',
      '{S} is a disease of what?',
      'Name the body part hurt by {s}.',
    ],
    choice: ['Which of these does {s} affect?', 'Pick the body part hit by {s}.'],
    classes: true,
    alsoRight: nearGroups(DISEASED_ORGANS),
  });

const germs = (): readonly Fact[] =>
  relationFacts({
    family: 'germ',
    domain: 'medical',
    pairs: GERMS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.disease,
      object: row.germ,
      ...(row.germ === 'bacterium' ? { aliases: ['bacteria'] } : {}),
    })),
    text: [
      'What kind of germ causes {s}?',
      'Which type of germ is behind {s}?',
      '{S} is caused by what kind of germ?',
      'Name the type of germ that causes {s}.',
    ],
    choice: ['Which of these causes {s}?', 'Pick the germ type of {s}.'],
    classes: true,
  });

const deficiencies = (): readonly Fact[] =>
  relationFacts({
    family: 'deficiency',
    domain: 'medical',
    pairs: DEFICIENCIES.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.disease,
      object: row.nutrient,
    })),
    text: [
      'A lack of what causes {s}?',
      'Which nutrient is missing in {s}?',
      '{S} comes from a lack of what?',
      'What prevents {s}?',
    ],
    choice: ['Which of these is lacking in {s}?', 'Pick the nutrient that prevents {s}.'],
    reverse: ['Which disease is caused by a lack of {o}?'],
    reverseChoice: ['What can a lack of {o} cause?'],
    classes: true,
    alsoRight: (pair, object) => pair.subject === 'pernicious anemia' && object === 'folic acid',
  });

const organs = (): readonly Fact[] =>
  relationFacts({
    family: 'organ-function',
    domain: 'medical',
    pairs: ORGANS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.organ, object: row.task })),
    reverse: ['Which part of the body {o}?', 'What in the body {o}?', 'Name the part of the body that {o}.'],
    choice: ['What is the task of the {s}?', 'Pick the function of the {s}.'],
    reverseChoice: ['Which of these {o}?', 'Pick the part of the body that {o}.'],
    alsoRight: nearGroups(ORGAN_TASKS),
  });

const bones = (): readonly Fact[] =>
  relationFacts({
    family: 'bone',
    domain: 'medical',
    pairs: BONES.map((row) => ({ difficulty: tierOf(row.tier), subject: row.bone, object: row.place })),
    text: [
      'In which part of the body is the bone called {s}?',
      'Where in the body is the {s}?',
      'The {s} is a bone of which body part?',
    ],
    choice: ['In which of these places is the {s}?', 'Pick the place of the bone {s}.'],
    reverseChoice: ['Which of these bones belongs to the {o}?'],
    classes: true,
    alsoRight: nearGroups(BONE_PLACES),
  });

const specialists = (): readonly Fact[] =>
  relationFacts({
    family: 'specialist',
    domain: 'medical',
    pairs: SPECIALISTS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.doctor,
      object: row.field,
    })),
    text: ['What does {as} treat or study?'],
    choice: ['Which of these is the field of {as}?', 'Pick the field of the {s}.'],
    reverse: ['Which doctor is a specialist for {o}?', 'What do we call a doctor for {o}?'],
    reverseChoice: ['Which of these doctors deals with {o}?', 'Pick the doctor for {o}.'],
    alsoRight: nearGroups(FIELDS),
  });

const terms = (): readonly Fact[] =>
  relationFacts({
    family: 'medical-term',
    domain: 'medical',
    pairs: MEDICAL_TERMS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.term,
      object: row.meaning,
    })),
    choice: ['What does the medical word {s} mean?', 'Which of these is {s}?', 'Pick the meaning of {s}.'],
    reverse: ['What is the medical word for {o}?', 'How do doctors call {o}?'],
    reverseChoice: ['Which of these words means {o}?', 'Pick the medical word for {o}.'],
    alsoRight: (pair, object) =>
      pair.subject === 'pyrexia' || pair.subject === 'fever'
        ? /temperature/.test(object) && !/low/.test(object)
        : false,
  });

const hormones = (): readonly Fact[] =>
  relationFacts({
    family: 'hormone',
    domain: 'medical',
    pairs: HORMONES.map((row) => ({ difficulty: tierOf(row.tier), subject: row.hormone, object: row.gland })),
    text: [
      'Which gland or organ makes {s}?',
      'Where in the body is {s} made?',
      '{S} is made by which gland or organ?',
    ],
    choice: ['Which of these makes {s}?', 'Pick the gland or organ that makes {s}.'],
    reverseChoice: ['Which of these hormones comes from the {o}?'],
    classes: true,
    alsoRight: nearGroups(GLANDS),
  });

const clues = (): readonly Fact[] =>
  relationFacts({
    family: 'medical-clue',
    domain: 'medical',
    pairs: MEDICAL_CLUES.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.clue,
      object: row.term,
    })),
    text: ['What is {s}?', 'Name {s}.'],
    choice: ['Which of these is {s}?', 'Pick the word for {s}.'],
  });

const treatments = (): readonly Fact[] =>
  relationFacts({
    family: 'treatment',
    domain: 'medical',
    pairs: TREATMENTS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.complaint,
      object: row.drug,
    })),
    text: ['What is typically given for {s}?', 'What helps against {s}?'],
    choice: ['Which of these is typically given for {s}?', 'Pick the treatment of {s}.'],
    reverseChoice: ['Which of these is treated with {o}?'],
    alsoRight: nearGroups(REMEDIES),
  });

const bodyNumbers = (): readonly Fact[] =>
  relationFacts({
    family: 'body-number',
    domain: 'medical',
    pairs: BODY_NUMBERS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.what,
      object: row.value,
    })),
    text: ['What is the number of {s}?', 'Give the number of {s}.'],
    choice: ['Which of these is the number of {s}?'],
    numeric: true,
  });
