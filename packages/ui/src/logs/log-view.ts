import type { ReportTrial } from '@echo/report';

/** Which answers of a log are looked at, in which order, and beside which other log. Plain JSON. */
export interface LogView {
  readonly log: string;
  /** Another log with answers to the same questions; empty for none. */
  readonly other: string;
  /** Words that question, answer, expected answer or task must hold. */
  readonly text: string;
  readonly domain: string;
  readonly difficulty: string;
  readonly verdict: '' | 'correct' | 'incorrect';
  /** Stated confidence, from the first up to and without the second, 1 included. */
  readonly from: number;
  readonly to: number;
  readonly differ: Difference;
  readonly sort: Sort;
}

/** Beside another log: all answers, those with another verdict, or with another confidence by 20 points. */
export type Difference = '' | 'verdict' | 'confidence';
export type Sort = 'worst' | 'log' | 'confidence';

const SORTS: readonly string[] = ['worst', 'log', 'confidence'];
const DIFFERENCES: readonly string[] = ['', 'verdict', 'confidence'];
const VERDICTS: readonly string[] = ['', 'correct', 'incorrect'];

/** Points from which on two confidences are said to differ. */
export const APART = 0.2;

/** The view that an address asks for; what it does not name is not filtered. */
export function viewOfParams(params: Readonly<Record<string, string>>): LogView {
  const oneOf = <T extends string>(names: readonly string[], value: string | undefined) =>
    (value !== undefined && names.includes(value) ? value : names[0]) as T;
  return {
    log: params.log ?? '',
    other: params.with ?? '',
    text: params.q ?? '',
    domain: params.domain ?? '',
    difficulty: params.difficulty ?? '',
    verdict: oneOf<LogView['verdict']>(VERDICTS, params.verdict),
    from: shareOf(params.from, 0),
    to: shareOf(params.to, 1),
    differ: oneOf<Difference>(DIFFERENCES, params.differ),
    sort: oneOf<Sort>(SORTS, params.sort),
  };
}

/** A share written in per cent. */
function shareOf(text: string | undefined, other: number): number {
  const value = text === undefined || text === '' ? Number.NaN : Number(text) / 100;
  return value >= 0 && value <= 1 ? value : other;
}

/** An answer of a log as a row of the list, with that of the other log. */
export interface LogRow extends ReportTrial {
  /** Its place in the log. */
  readonly index: number;
  readonly other: ReportTrial | null;
}

/** The places of the answers that a view shows, in its order. */
export function indicesOf(
  trials: readonly ReportTrial[],
  view: LogView,
  otherOf: (trial: ReportTrial, index: number) => ReportTrial | null,
): readonly number[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: number[] = [];
  trials.forEach((trial, i) => {
    if (matches(trial, view, words) && (view.differ === '' || differs(trial, otherOf(trial, i), view.differ)))
      found.push(i);
  });
  if (view.sort === 'log') return found;
  const key = (i: number) => {
    const { confidence, correct } = trials[i] as ReportTrial;
    return view.sort === 'confidence' ? confidence : correct ? -confidence : 1 + confidence;
  };
  // Equal ones stay in the order of the log.
  return found
    .map((i) => [key(i), i] as const)
    .sort(([a, i], [b, j]) => b - a || i - j)
    .map(([, i]) => i);
}

function matches(trial: ReportTrial, view: LogView, words: readonly string[]): boolean {
  const { confidence, correct } = trial;
  if (trial.error !== undefined) return false;
  if (confidence < view.from || (view.to < 1 && confidence >= view.to)) return false;
  if (view.verdict !== '' && correct !== (view.verdict === 'correct')) return false;
  if (view.domain !== '' && (trial.domain ?? '') !== view.domain) return false;
  if (view.difficulty !== '' && (trial.difficulty ?? '') !== view.difficulty) return false;
  if (words.length === 0) return true;
  const text =
    `${trial.taskId}\n${trial.question ?? ''}\n${trial.answer ?? ''}\n${trial.expected ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function differs(trial: ReportTrial, other: ReportTrial | null, by: Difference): boolean {
  if (other === null) return false;
  return by === 'verdict'
    ? trial.correct !== other.correct
    : Math.abs(trial.confidence - other.confidence) >= APART - 1e-9;
}

/**
 * For each answer that of the other log to the same question, or null.
 *
 * Logs without a common task are matched by the text of their questions. Of a question asked several times
 * the first answer stands beside the first.
 */
export function pairing(
  trials: readonly ReportTrial[],
  others: readonly ReportTrial[],
): (trial: ReportTrial, index: number) => ReportTrial | null {
  const ids = new Set(others.map(({ taskId }) => taskId));
  const byId = trials.some(({ taskId }) => ids.has(taskId));
  const nameOf = ({ taskId, question }: ReportTrial) => (byId ? taskId : (question ?? taskId));
  const known = new Map<string, ReportTrial>();
  count(others, nameOf, (key, i) => known.set(key, others[i] as ReportTrial));
  const found: (ReportTrial | null)[] = [];
  count(trials, nameOf, (key) => found.push(known.get(key) ?? null));
  return (_, index) => found[index] ?? null;
}

function count(
  trials: readonly ReportTrial[],
  nameOf: (trial: ReportTrial) => string,
  take: (key: string, index: number) => void,
): void {
  const asked = new Map<string, number>();
  trials.forEach((trial, i) => {
    const name = nameOf(trial);
    const time = asked.get(name) ?? 0;
    asked.set(name, time + 1);
    take(`${time} ${name}`, i);
  });
}
