import type { Pair } from '../relation.js';

/**
 * For a relation: an option is arguably right when it stands in one group with the right one. Such options
 * are not offered as wrong.
 */
export function nearGroups(groups: readonly (readonly string[])[]): (pair: Pair, object: string) => boolean {
  return (pair, object) => groups.some((group) => group.includes(pair.object) && group.includes(object));
}

/** Classes of drugs that share drugs, or of which one is part of the other. */
export const DRUG_CLASSES: readonly (readonly string[])[] = [
  ['benzodiazepine', 'antiepileptic', 'general anesthetic'],
  ['antipsychotic', 'antiemetic', 'antidepressant'],
  ['antihistamine', 'antiemetic'],
  ['corticosteroid', 'antiemetic', 'bronchodilator', 'chemotherapy drug'],
  ['opioid', 'antidiarrheal', 'general anesthetic', 'local anesthetic'],
  ['antibiotic', 'chemotherapy drug', 'antimalarial', 'antifungal'],
  ['antiepileptic', 'antipsychotic'],
  ['beta blocker', 'antiepileptic'],
];

/** Glands that make some of each other's hormones. */
export const GLANDS: readonly (readonly string[])[] = [
  ['testicles', 'ovaries', 'adrenal glands'],
  ['stomach', 'small intestine', 'pancreas'],
  ['kidneys', 'liver'],
  ['thyroid', 'parathyroid glands'],
];

/** Tasks of organs of which one is part of another. */
export const ORGAN_TASKS: readonly (readonly string[])[] = [
  [
    'controls the body and thinks',
    'controls balance',
    'directs other glands',
    'regulates body temperature and hunger',
    'makes melatonin',
    'forms new memories',
    'handles fear',
    'controls heartbeat and breathing',
    'links brain and nerves',
  ],
  ['takes in oxygen', 'exchanges gases in the lungs', 'moves to draw breath', 'carries air to the lungs'],
  ['sees light', 'turns light into nerve signals', 'lets light into the eye in front'],
  ['hears sound', 'turns sound into nerve signals', 'controls balance'],
  ['covers and protects the body', 'makes skin pigment'],
  ['absorbs nutrients', 'enlarges the inner surface of the gut', 'absorbs water from waste'],
  ['filters blood to make urine', 'filters blood in tiny units of the kidney'],
  [
    'pumps blood',
    'carries blood away from the heart',
    'carries blood back to the heart',
    'links arteries and veins',
  ],
  ['fights infection', 'matures T cells', 'removes old red blood cells', 'makes blood cells'],
  ['controls the pace of metabolism', 'directs other glands', 'controls blood calcium'],
  ['makes blood cells', 'builds bone', 'breaks down bone'],
];

/** Places of bones that overlap. */
export const BONE_PLACES: readonly (readonly string[])[] = [
  ['head', 'face', 'ear'],
  ['back', 'hip', 'chest', 'neck'],
  ['neck', 'face', 'head'],
  ['knee', 'lower leg', 'thigh'],
  ['hand', 'forearm'],
  ['chest', 'shoulder'],
  ['shoulder', 'upper arm'],
  ['foot', 'lower leg'],
];

/** Fields of doctors that overlap. */
export const FIELDS: readonly (readonly string[])[] = [
  ['liver', 'digestive tract', 'rectum'],
  ['kidneys', 'urinary tract', 'male reproductive organs'],
  ['female reproductive organs', 'pregnancy and birth', 'hormones and glands'],
  ['bones and joints', 'autoimmune joint disease', 'feet', 'immune system'],
  ['children', 'newborn babies', 'pregnancy and birth'],
  ['blood', 'cancer', 'veins', 'tissue samples'],
  ['heart', 'veins', 'blood'],
  ['mental illness', 'nervous system'],
  ['cancer', 'tissue samples', 'medical images'],
  ['immune system', 'blood'],
];

/** Organs near each other, or of which one is part of the other. */
export const DISEASED_ORGANS: readonly (readonly string[])[] = [
  ['brain', 'nerves', 'brain lining', 'spine'],
  ['joints', 'bones', 'spine'],
  ['throat', 'nose', 'mouth', 'esophagus', 'lungs'],
  ['gums', 'mouth'],
  ['muscles', 'nerves', 'brain', 'spine'],
  ['blood', 'veins', 'bones', 'joints'],
  ['skin', 'nerves', 'breasts'],
  ['eyes', 'tear ducts'],
  ['large intestine', 'small intestine', 'appendix'],
  ['liver', 'gallbladder', 'pancreas'],
  ['prostate', 'bladder', 'testicles', 'kidneys'],
];

/** Kinds of elements of which one includes the other, or between which the line is drawn in several ways. */
export const ELEMENT_KINDS: readonly (readonly string[])[] = [
  ['nonmetal', 'noble gas', 'halogen', 'metalloid'],
  ['transition metal', 'lanthanide', 'actinide'],
];

/** Words and commands of programming whose uses overlap. */
export const CODE_TASKS: readonly (readonly string[])[] = [
  ['defines a function', 'makes a function without a name'],
  ['gives back a value from a function', 'hands out a value from a generator'],
  ['throws an error', 'fails when a condition is false'],
  ['handles an error', 'begins a block that may fail'],
  ['copies files', 'copies a repository', 'copies input to a file and the screen', 'moves files'],
  ['prints a file', 'shows the first lines', 'shows the last lines', 'prints its arguments'],
  ['stages changes', 'records changes', 'sets changes aside'],
  ['adds an element at the end of a list', 'adds all elements of another list'],
];

/** Remedies of which one is given for what another one helps too. */
export const REMEDIES: readonly (readonly string[])[] = [
  ['antibiotics', 'isoniazid', 'dapsone'],
  ['aspirin', 'morphine', 'antiemetics'],
  ['aspirin', 'anticoagulants', 'nitroglycerin', 'statins', 'morphine'],
  ['allopurinol', 'colchicine'],
  ['antihistamines', 'adrenaline', 'salbutamol'],
  ['carbamazepine', 'ethosuximide', 'lithium', 'antidepressants'],
  ['permethrin', 'ivermectin', 'mebendazole'],
  ['insulin', 'metformin'],
  ['dialysis', 'fomepizole', 'acetylcysteine'],
];
