import type { Rng } from '@echo/core';
import type { Fact, Form } from './fact.js';
import { normalizeQuestion } from './normalize-question.js';
import { WORDINGS } from './quotas.js';

/** A fact whose forms are cleared: each question text occurs once in the whole set. */
export interface PreparedFact extends Fact {
  readonly id: string;
  readonly forms: readonly PreparedForm[];
}

/** A form that may be held out only when no other question reads the same but for punctuation. */
export interface PreparedForm extends Form {
  readonly distinct: boolean;
}

/** Limits each fact to the wordings of its difficulty and drops every question that was asked before. */
export function prepareFacts(facts: readonly Fact[], rng: Rng): readonly PreparedFact[] {
  const limited = facts.map((fact) => {
    const id = `${fact.family}: ${fact.key}`;
    return {
      ...fact,
      id,
      forms: rng.fork(`wordings ${id}`).shuffle(fact.forms).slice(0, WORDINGS[fact.difficulty]),
    };
  });
  const texts = new Set<string>();
  const unique = limited.map((fact) => ({
    ...fact,
    forms: fact.forms.filter((form) => {
      const text = form.question.toLowerCase();
      if (texts.has(text)) return false;
      texts.add(text);
      return true;
    }),
  }));
  const counts = new Map<string, number>();
  for (const form of unique.flatMap((fact) => fact.forms)) {
    const text = normalizeQuestion(form.question);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return unique
    .map((fact) => ({
      ...fact,
      forms: fact.forms.map((form) => ({
        ...form,
        distinct: counts.get(normalizeQuestion(form.question)) === 1,
      })),
    }))
    .filter((fact) => fact.forms.length > 0);
}
