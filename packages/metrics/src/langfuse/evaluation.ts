/** What Langfuse hands the evaluator of an item. */
export interface EvaluatorParams {
  readonly input: unknown;
  readonly output: unknown;
  readonly expectedOutput?: unknown;
  readonly metadata?: unknown;
}

/** An `Evaluation` of Langfuse: a named score of an item or of a run. */
export interface Evaluation {
  name: string;
  value: number;
  comment: string;
  metadata?: Record<string, unknown>;
}
