import type { Difficulty } from '@echo/tasks';

/** One wording of a fact: a question with its answer; a choice question when incorrect options are given. */
export interface Form {
  /**
   * The wording, without operands; a form of this name about another fact reads the same but for its subject.
   */
  readonly template: string;
  readonly question: string;
  readonly answer: string | number;
  readonly aliases?: readonly string[];
  /** Incorrect options to draw from: makes the form a choice question. */
  readonly wrong?: readonly string[];
  /** The number of options of the choice question; 4 unless given. */
  readonly options?: 2 | 4;
}

/** Something that can be known: an entity with a relation, or an operation with its operands. */
export interface Fact {
  readonly family: string;
  /** Unique within the family. */
  readonly key: string;
  readonly domain: string;
  readonly difficulty: Difficulty;
  /**
   * The names this fact is about, which are held out together with it.
   *
   * A name that begins with `#` stands for operands and is not looked for in the text of other questions.
   */
  readonly entities: readonly string[];
  readonly forms: readonly Form[];
}
