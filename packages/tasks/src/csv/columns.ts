/** The columns every CSV file of tasks has. `answer` is the number, the label of the choice, or the text. */
export const REQUIRED_COLUMNS = ['id', 'domain', 'difficulty', 'question', 'kind', 'answer'] as const;

/** Those that may be left out, as may their fields. `choices`, `aliases` and `extra` hold JSON. */
export const OPTIONAL_COLUMNS = ['choices', 'aliases', 'match', 'extra', 'source', 'familiarity'] as const;

export const COLUMNS = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS] as const;

export type Column = (typeof COLUMNS)[number];
