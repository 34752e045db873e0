import type { Difficulty } from '@echo/tasks';
import type { Fact, Form } from './fact.js';

/** One pair of a relation, such as France and Paris. */
export interface Pair {
  readonly difficulty: Difficulty;
  readonly subject: string;
  readonly object: string;
  /** Other correct answers when the object is asked for. */
  readonly aliases?: readonly string[];
  /** Other correct answers when the subject is asked for. */
  readonly subjectAliases?: readonly string[];
}

/**
 * A relation and its wordings: `{s}` stands for the subject, `{o}` for the object, `{S}` and `{O}`
 * capitalised.
 */
export interface Relation {
  readonly family: string;
  readonly domain: string;
  readonly pairs: readonly Pair[];
  /** Ask for the object in words. */
  readonly text?: readonly string[];
  /** Ask for the object among four. */
  readonly choice?: readonly string[];
  /** Ask for the subject in words; used only where the object belongs to one subject. */
  readonly reverse?: readonly string[];
  /** Ask for the subject among four. */
  readonly reverseChoice?: readonly string[];
  /** The object is a number. */
  readonly numeric?: boolean;
  /** Objects are shared by design (classes): they are not held out with their subject. */
  readonly classes?: boolean;
  /** The short form in which an object is answered in words. */
  readonly short?: (object: string) => string;
  /**
   * True when an object is correct, or arguably correct, for this pair too: it is then not offered as an
   * incorrect option.
   */
  readonly alsoRight?: (pair: Pair, object: string) => boolean;
}

/** The facts of a relation, one for each pair. */
export function relationFacts(relation: Relation): readonly Fact[] {
  return relation.pairs.map((pair) => ({
    family: relation.family,
    key: `${pair.subject} / ${pair.object}`,
    domain: relation.domain,
    difficulty: pair.difficulty,
    entities:
      relation.classes || relation.numeric || !isSingle(relation, pair)
        ? [pair.subject]
        : [pair.subject, pair.object],
    forms: formsOf(relation, pair),
  }));
}

function formsOf(relation: Relation, pair: Pair): readonly Form[] {
  const { pairs } = relation;
  const right = new Set(
    [
      pair.object,
      ...(pair.aliases ?? []),
      ...pairs.filter((p) => p.subject === pair.subject).map((p) => p.object),
    ].map(fold),
  );
  const isRight = (object: string): boolean =>
    right.has(fold(object)) || relation.alsoRight?.(pair, object) === true;
  const wrongObjects = distinct(pairs.map((p) => p.object)).filter((object) => !isRight(object));
  const sharing = pairs.filter((p) => fold(p.object) === fold(pair.object)).map((p) => p.subject);
  const wrongSubjects = distinct(pairs.filter((p) => !isRight(p.object)).map((p) => p.subject)).filter(
    (subject) => !sharing.includes(subject),
  );
  const single = isSingle(relation, pair);
  const render = (wording: string): string => fill(wording, pair.subject, pair.object);
  const named = (
    kind: string,
    wordings: readonly string[] | undefined,
    make: (question: string) => Omit<Form, 'template' | 'question'>,
  ): Form[] =>
    (wordings ?? []).map((wording, i) => ({
      template: `${relation.family}/${kind}${i + 1}`,
      question: render(wording),
      ...make(wording),
    }));
  const short = relation.short?.(pair.object) ?? pair.object;
  const aliases = [...(short === pair.object ? [] : [pair.object]), ...(pair.aliases ?? [])];
  const object = relation.numeric ? Number(pair.object) : short;
  return [
    ...named('text', relation.text, () => ({ answer: object, ...(aliases.length > 0 ? { aliases } : {}) })),
    ...named('choice', relation.choice, () => ({ answer: pair.object, wrong: wrongObjects })),
    ...(single
      ? named('reverse', relation.reverse, () => ({
          answer: pair.subject,
          ...(pair.subjectAliases ? { aliases: pair.subjectAliases } : {}),
        }))
      : []),
    ...named('reverse-choice', relation.reverseChoice, () => ({
      answer: pair.subject,
      wrong: wrongSubjects,
    })),
  ].filter((form) => form.wrong === undefined || form.wrong.length >= 3);
}

/** True when no other subject has this object. */
function isSingle(relation: Relation, pair: Pair): boolean {
  return (
    new Set(relation.pairs.filter((p) => fold(p.object) === fold(pair.object)).map((p) => p.subject)).size ===
    1
  );
}

/**
 * The wording with its subject and object put in; `{as}` and `{ao}` are these with their indefinite article.
 */
export function fill(wording: string, subject: string, object: string): string {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return wording
    .replaceAll('{s}', subject)
    .replaceAll('{S}', capital(subject))
    .replaceAll('{o}', object)
    .replaceAll('{as}', withArticle(subject))
    .replaceAll('{ao}', withArticle(object))
    .replaceAll('{Ao}', capital(withArticle(object)))
    .replaceAll('{As}', capital(withArticle(subject)))
    .replaceAll('{O}', capital(object));
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) && !/^(ewe|uni|eu)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function fold(text: string): string {
  return text.toLowerCase();
}

function distinct(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
