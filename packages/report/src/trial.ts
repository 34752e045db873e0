import type { CurveStep } from '@echo/plots';

/** An answer with its confidence: what a trial of `@echo/eval`, or a row of any log, must have. */
export interface ReportTrial {
  readonly taskId: string;
  readonly confidence: number;
  readonly correct: boolean;
  /** Partial credit in [0, 1]. */
  readonly grade?: number;
  readonly domain?: string;
  readonly difficulty?: string;
  readonly abstained?: boolean;
  readonly wellFormed?: boolean;
  readonly question?: string;
  readonly answer?: string;
  /** The answer that would have been correct. */
  readonly expected?: string;
  /** Of a call that failed; such a trial is counted, and nothing else. */
  readonly error?: { readonly message: string };
}

/** What a report says about where it came from. */
export interface ReportMeta {
  readonly title: string;
  /** The run or the file that the trials came from. */
  readonly source: string;
  /** What was run to make them. */
  readonly command?: string;
  readonly commit?: string;
  /** Sentences a reader must know, such as where the confidences were read from. */
  readonly notes?: readonly string[];
}

/** What a report is made of. */
export interface ReportInput {
  readonly trials: readonly ReportTrial[];
  /** Trials of the same tasks before a training, or of another model. */
  readonly before?: readonly ReportTrial[];
  /** What to call the two; `before` and `after` unless given. */
  readonly labels?: { readonly before: string; readonly after: string };
  /** The steps of the training between them. */
  readonly steps?: readonly CurveStep[];
  readonly meta: ReportMeta;
}

export interface ReportOptions {
  /** The largest share of incorrect answers among those given; .1 unless given. */
  readonly wantedRisk?: number;
  /** The number of worst mistakes shown; 200 unless given. */
  readonly mistakes?: number;
  /** Of the bootstrap; 1,000 unless given, fewer of more than 20,000 trials. */
  readonly resamples?: number;
  /** Of the bootstrap; 0 unless given. */
  readonly seed?: number;
}
