/** What a column of a table or a field of a record may hold. */
export type Column =
  | 'confidence'
  | 'correct'
  | 'reply'
  | 'id'
  | 'domain'
  | 'difficulty'
  | 'question'
  | 'expected';

const NAMES: Readonly<Record<Column, readonly string[]>> = {
  confidence: [
    'confidence',
    'stated confidence',
    'conf',
    'certainty',
    'probability',
    'prob',
    'p',
    'predicted probability',
    'y prob',
    'y score',
    'p true',
    'konfidenz',
    'wahrscheinlichkeit',
    'confiance',
    'confianza',
  ],
  correct: [
    'correct',
    'is correct',
    'correctness',
    'right',
    'outcome',
    'label',
    'y',
    'y true',
    'result',
    'passed',
    'pass',
    'success',
    'grade',
    'verdict',
    'accuracy',
    'acc',
    'score',
    'richtig',
    'korrekt',
    'correcto',
  ],
  reply: ['response', 'reply', 'completion', 'output', 'model output', 'answer', 'prediction'],
  id: ['task id', 'taskid', 'id', 'question id', 'sample id', 'doc id'],
  domain: ['domain', 'category', 'subject', 'topic'],
  difficulty: ['difficulty', 'level'],
  question: ['question', 'prompt', 'input', 'query'],
  expected: ['expected', 'target', 'reference', 'ground truth', 'gold', 'correct answer'],
};

/** A name without case, units and punctuation: `Confidence (%)` and `stated_confidence` are plain words. */
const plain = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|%/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Which of these names holds what: the likeliest name of each kind first. */
export function findColumns(names: readonly string[]): Partial<Record<Column, string>> {
  const found: Partial<Record<Column, string>> = {};
  for (const [column, likely] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    for (const name of likely) {
      const match = names.find((given) => plain(given) === name && !Object.values(found).includes(given));
      if (match === undefined) continue;
      found[column] = match;
      break;
    }
  }
  return found;
}
