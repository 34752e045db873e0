/** What a check of the machine has found. */
export interface Finding {
  readonly name: string;
  /** `limited` where all works, but slower or not everywhere. */
  readonly status: 'ok' | 'limited' | 'missing';
  /** Whether nothing works without it. */
  readonly needed: boolean;
  readonly found: string;
  /** How to get what is missing, and what for; null where nothing is. */
  readonly remedy: string | null;
}

/** Whether something is missing without which nothing works. */
export function isBlocking({ needed, status }: Finding): boolean {
  return needed && status === 'missing';
}
