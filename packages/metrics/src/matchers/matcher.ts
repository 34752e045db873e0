/** What a matcher tells the test framework. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What a matcher measured, as it stands in `task.meta.calibration` of Vitest's reports. */
export interface CalibrationMeta {
  readonly matcher: string;
  /** Whether the expectation was met, `.not` counted in. */
  readonly passed: boolean;
  readonly n: number;
  /** What was measured and claimed, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What a matcher found, before the framework is told. */
export interface Finding {
  readonly matcher: string;
  readonly pass: boolean;
  readonly n: number;
  readonly figures: Readonly<Record<string, number>>;
  /** Built only where the expectation fails. */
  readonly message: () => string;
}

/** The result of a matcher, after its finding was written into the metadata of the running Vitest test. */
export function recorded(context: unknown, { matcher, pass, n, figures, message }: Finding): MatcherResult {
  const meta = runningTask(context)?.meta as { calibration?: readonly CalibrationMeta[] } | undefined;
  const isNot = (context as { isNot?: boolean } | undefined)?.isNot === true;
  if (meta) meta.calibration = [...(meta.calibration ?? []), { matcher, passed: pass !== isNot, n, figures }];
  return { pass, message };
}

interface Task {
  readonly type: string;
  readonly meta: object;
  readonly concurrent?: boolean;
}

/**
 * The running test: Vitest 4 and later hand it to matchers, the worker of Vitest 3 holds it.
 *
 * Of several concurrent tests Vitest 3 does not say which one is meant, so none is.
 */
function runningTask(context: unknown): Task | undefined {
  const given = (context as { task?: Task } | undefined)?.task;
  if (given) return given;
  const worker = (globalThis as { __vitest_worker__?: { current?: Task } }).__vitest_worker__;
  const current = worker?.current;
  return current?.type === 'test' && !current.concurrent ? current : undefined;
}
