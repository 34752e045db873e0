/**
 * An append-only log of lines, in which an evaluation keeps its finished trials.
 *
 * Resuming reads it from the start. `fileTrialStore` of `@echo/eval/node` keeps it in a file.
 */
export interface TrialStore {
  /** Every line so far, in order; called once, before the first `append`. */
  read(): AsyncIterable<string>;
  /** Adds lines; resolves once they would survive the end of the process. */
  append(lines: readonly string[]): Promise<void>;
  /** Called at the end of the evaluation, however it ends. */
  close?(): Promise<void>;
}

/** A store in memory, for tests and for pages; `lines` is what it holds. */
export function memoryTrialStore(lines: string[] = []): TrialStore & { readonly lines: readonly string[] } {
  return {
    lines,
    async *read() {
      yield* [...lines];
    },
    async append(added) {
      lines.push(...added);
    },
  };
}
