import { EchoError, type Rng } from '@echo/core';
import { DIFFICULTIES, DOMAINS } from '@echo/tasks';
import { chooseUnknown, unknownForms } from './choose-unknown.js';
import { mentions, wordsOf } from './normalize-question.js';
import type { PreparedFact, PreparedForm } from './prepare-facts.js';
import { HELD_OUT, TRAIN } from './quotas.js';
import { roundRobin } from './round-robin.js';

/** The name of a part of the task set. */
export type SplitName = 'train' | 'dev' | 'test';

/** One question assigned to a split. */
export interface Assignment {
  readonly split: SplitName;
  readonly familiarity?: 'known' | 'unknown';
  readonly fact: PreparedFact;
  readonly form: PreparedForm;
}

/** The questions of all splits, and the entities of which training knows nothing. */
export interface Split {
  readonly assignments: readonly Assignment[];
  readonly unknownEntities: ReadonlySet<string>;
}

/**
 * Deals the facts out.
 *
 * In each cell (domain and difficulty) some facts become unknown: they are asked in dev or test only, and
 * every other question that names one of their entities is dropped. Of some other facts one wording is held
 * out (known), the rest goes to training; further facts fill training up.
 */
export function splitFacts(facts: readonly PreparedFact[], rng: Rng): Split {
  const cells = DOMAINS.flatMap((domain) =>
    DIFFICULTIES.map((difficulty) =>
      facts.filter((fact) => fact.domain === domain && fact.difficulty === difficulty),
    ),
  );
  const unknownEntities = chooseUnknown(cells, rng);
  const isUnknown = (fact: PreparedFact): boolean =>
    fact.entities.some((entity) => unknownEntities.has(entity));
  const clean = withoutMentions(unknownEntities);
  const assignments = cells.flatMap((cell) => {
    const first = cell[0];
    if (first === undefined)
      throw new EchoError('invalid-input', 'A domain lacks facts of a difficulty; add a family for it.');
    const cellRng = rng.fork(`cell ${first.domain} ${first.difficulty}`);
    const shuffled = roundRobin(cellRng.shuffle(cell), (fact) => fact.family);
    const unknown = dealUnknown(shuffled.filter(isUnknown));
    const { heldOut, train } = dealKnown(shuffled.filter((fact) => !isUnknown(fact)).map(clean), cellRng);
    const budget = TRAIN[first.domain]?.[first.difficulty] ?? 0;
    const needed = new Set(heldOut.map(({ fact }) => fact.id));
    const least = train.findLastIndex(({ fact }) => needed.has(fact.id)) + 1;
    return [...unknown, ...heldOut, ...train.slice(0, cutAtFact(train, Math.max(budget, least)))];
  });
  return { assignments, unknownEntities };
}

function dealUnknown(facts: readonly PreparedFact[]): readonly Assignment[] {
  const dealt: Assignment[] = [];
  const room = { dev: HELD_OUT.dev.unknown, test: HELD_OUT.test.unknown };
  for (const fact of facts) {
    const forms = unknownForms(fact);
    const split = room.test * HELD_OUT.dev.unknown >= room.dev * HELD_OUT.test.unknown ? 'test' : 'dev';
    for (const form of forms.slice(0, room[split])) {
      dealt.push({ split, familiarity: 'unknown', fact, form });
      room[split] -= 1;
    }
  }
  return dealt;
}

function dealKnown(
  facts: readonly PreparedFact[],
  rng: Rng,
): { readonly heldOut: readonly Assignment[]; readonly train: readonly Assignment[] } {
  const room = { dev: HELD_OUT.dev.known, test: HELD_OUT.test.known };
  const heldOut: Assignment[] = [];
  const splitOf = new Map<string, 'dev' | 'test'>();
  const left = new Map(facts.map((fact) => [fact.id, [...fact.forms]]));
  for (const keep of [2, 1, 3, 2, 1]) {
    for (const fact of facts) {
      if (room.dev + room.test === 0) break;
      const forms = left.get(fact.id) ?? [];
      const candidates = forms.filter((form) => form.distinct);
      if (forms.length <= keep || candidates.length === 0) continue;
      if (keep === 1 && fact.difficulty !== 'hard') continue;
      const split =
        splitOf.get(fact.id) ??
        (room.test * HELD_OUT.dev.known >= room.dev * HELD_OUT.test.known ? 'test' : 'dev');
      if (room[split] === 0 || (splitOf.has(fact.id) && keep === 2 && forms.length === fact.forms.length))
        continue;
      const form = rng.fork(`known ${fact.id} ${forms.length}`).choose(candidates);
      if (form === undefined) continue;
      heldOut.push({ split, familiarity: 'known', fact, form });
      splitOf.set(fact.id, split);
      room[split] -= 1;
      left.set(
        fact.id,
        forms.filter((other) => other !== form),
      );
    }
  }
  const order = [
    ...facts.filter((fact) => splitOf.has(fact.id)),
    ...facts.filter((fact) => !splitOf.has(fact.id)),
  ];
  const train = order.flatMap((fact) =>
    (left.get(fact.id) ?? []).map((form): Assignment => ({ split: 'train', fact, form })),
  );
  return { heldOut, train };
}

/** The place of the first fact that begins at or after `budget`. */
function cutAtFact(train: readonly Assignment[], budget: number): number {
  const at = train.findIndex((item, i) => i >= budget && item.fact.id !== train[i - 1]?.fact.id);
  return at < 0 ? train.length : at;
}

/** Drops the forms of a fact that name one of the entities. */
function withoutMentions(entities: ReadonlySet<string>): (fact: PreparedFact) => PreparedFact {
  const names = [...entities].filter((entity) => !entity.startsWith('#')).map(wordsOf);
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const name of names) byFirst.set(name[0] ?? '', [...(byFirst.get(name[0] ?? '') ?? []), name]);
  const isNamed = (text: string): boolean => {
    const words = wordsOf(text);
    return words.some((word) => (byFirst.get(word) ?? []).some((name) => mentions(words, name)));
  };
  return (fact) => ({
    ...fact,
    forms: fact.forms
      .filter((form) => ![form.question, String(form.answer), ...(form.aliases ?? [])].some(isNamed))
      .map((form) =>
        form.wrong === undefined ? form : { ...form, wrong: form.wrong.filter((text) => !isNamed(text)) },
      )
      .filter((form) => form.wrong === undefined || form.wrong.length >= (form.options ?? 4) - 1),
  });
}
