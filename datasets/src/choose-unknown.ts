import type { Rng } from '@echo/core';
import { mentions, wordsOf } from './normalize-question.js';
import type { PreparedFact } from './prepare-facts.js';
import { HELD_OUT } from './quotas.js';
import { roundRobin } from './round-robin.js';

/** The most wordings of one unknown fact that are asked. */
export const WORDINGS_OF_UNKNOWN = 2;

const MENTIONS_ALLOWED = 12;

/**
 * The entities that are to occur in no training task: enough of them in each cell for its share of unknown
 * tasks.
 */
export function chooseUnknown(cells: readonly (readonly PreparedFact[])[], rng: Rng): ReadonlySet<string> {
  const facts = cells.flat();
  const countMentions = mentionCounter(facts);
  const needed = HELD_OUT.dev.unknown + HELD_OUT.test.unknown;
  const chosen = new Set<string>();
  cells.forEach((cell, i) => {
    const isChosen = (fact: PreparedFact): boolean => fact.entities.some((entity) => chosen.has(entity));
    const capacity = (): number =>
      cell.filter(isChosen).reduce((sum, fact) => sum + unknownForms(fact).length, 0);
    for (const fact of roundRobin(rng.fork(`unknown ${i}`).shuffle(cell), (f) => f.family)) {
      if (capacity() >= needed) break;
      if (isChosen(fact) || unknownForms(fact).length === 0) continue;
      if (fact.entities.some((entity) => countMentions(entity) > MENTIONS_ALLOWED)) continue;
      for (const entity of fact.entities) chosen.add(entity);
    }
  });
  return chosen;
}

/** The wordings in which an unknown fact is asked. */
export function unknownForms(fact: PreparedFact): PreparedFact['forms'] {
  return fact.forms.filter((form) => form.distinct).slice(0, WORDINGS_OF_UNKNOWN);
}

/** Counts the questions about other things in which an entity is named. */
function mentionCounter(facts: readonly PreparedFact[]): (entity: string) => number {
  const texts = facts.flatMap((fact) =>
    fact.forms.map((form) => ({ fact, words: wordsOf(`${form.question} ; ${form.answer}`) })),
  );
  const byWord = new Map<string, typeof texts>();
  for (const text of texts) {
    for (const word of new Set(text.words)) {
      const list = byWord.get(word) ?? [];
      list.push(text);
      byWord.set(word, list);
    }
  }
  return (entity) => {
    if (entity.startsWith('#')) return 0;
    const name = wordsOf(entity);
    const candidates = byWord.get(name[0] ?? '') ?? [];
    return candidates.filter(({ fact, words }) => !fact.entities.includes(entity) && mentions(words, name))
      .length;
  };
}
