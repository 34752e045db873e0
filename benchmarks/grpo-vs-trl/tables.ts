import { median as medianOf } from 'simple-statistics';
import type { Agreement } from './check.js';
import type { StepFlops } from './flops.js';
import type { LogitsBytes } from './logits-bytes.js';
import type { Phase, ProfileFigures, Rows, SamplingFigures, Settings, StepFigures } from './settings.js';

/** The steps of all rounds of both sides under one β. */
export interface StepComparison {
  readonly beta: number;
  readonly theirs: readonly StepFigures[];
  readonly ours: readonly StepFigures[];
  readonly flops: StepFlops;
}

/** Seconds of every round, for each of the rows. */
export interface SamplingComparison {
  readonly rows: readonly Rows[];
  readonly tokens: number;
  readonly theirs: SamplingFigures;
  readonly ours: SamplingFigures;
  /** Null where llama.cpp does not run; for rows that are null it was not asked. */
  readonly llama: SamplingFigures | null;
}

export interface Curve {
  readonly name: string;
  readonly places: readonly number[];
  readonly seconds: readonly (readonly number[])[];
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const median = (values: readonly number[]): number =>
  values.length > 0 ? medianOf([...values]) : Number.NaN;

const digits = (x: number): string =>
  Number.isFinite(x) ? Number(x.toPrecision(3)).toString() : 'not measured';
const seconds = (values: readonly number[]): string =>
  `${digits(median(values))} s (${digits(Math.min(...values))}–${digits(Math.max(...values))})`;
const times = (theirs: readonly number[], ours: readonly number[]): string =>
  `${digits(median(theirs) / median(ours))} ×`;

/** The processors that the rest of the machine used on average; above a few hundredths, times mean little. */
function busyWithOthers(figures: readonly StepFigures[]): string {
  const total = (of: (step: StepFigures) => readonly (number | null)[]) =>
    figures.flatMap((figure) => [...of(figure)]).reduce<number>((sum, x) => sum + (x ?? Number.NaN), 0);
  const share = total((step) => step.others) / total((step) => step.seconds);
  return Number.isFinite(share) ? Math.max(0, share).toFixed(2) : 'not measured';
}

/** Where times were measured: it heads each table of them, so that none is read without its processor. */
export type Machine = string;

export function agreementTable(agreements: readonly Agreement[]): string {
  return markdown(
    ['frozen batch', 'loss, TRL', 'loss, ECHO', 'gradients', 'worst max &#124;Δ&#124; / max &#124;g&#124;'],
    agreements.map(({ beta, theirLoss, ourLoss, tensors, worst, worstTensor }) => [
      `β = ${beta}`,
      theirLoss.toPrecision(7),
      ourLoss.toPrecision(7),
      `${tensors} tensors`,
      `${worst.toExponential(1)} (${worstTensor.replace(/^base_model\.model\.model\./, '')})`,
    ]),
  );
}

/** `peak`: floating-point operations a second of a large matrix product. */
export function stepTable(comparisons: readonly StepComparison[], peak: number, machine: Machine): string {
  const rows = comparisons.flatMap(({ beta, theirs, ours, flops }) => {
    const all = (figures: readonly StepFigures[], of: (step: StepFigures) => readonly number[]) =>
      figures.flatMap((figure) => [...of(figure)]);
    const row = (name: string, of: (step: StepFigures) => readonly number[]) => {
      const [a, b] = [all(theirs, of), all(ours, of)];
      return [`${name}, β = ${beta}`, seconds(a), seconds(b), times(a, b)];
    };
    const memory = (figures: readonly StepFigures[]) => Math.max(...figures.map((f) => f.peakBytes)) / 1e9;
    const limit = flops.total / peak;
    const whole = median(all(ours, (step) => step.seconds));
    return [
      row('whole step', (step) => step.seconds),
      row('sampling', (step) => step.sampling),
      row('the rest: training pass', (step) =>
        step.seconds.map((s, i) => s - (step.sampling[i] ?? Number.NaN)),
      ),
      row('processor time of the step', (step) => step.processor),
      [`processors kept busy by others, β = ${beta}`, busyWithOthers(theirs), busyWithOthers(ours), ''],
      [
        `peak memory, β = ${beta}`,
        `${digits(memory(theirs))} GB`,
        `${digits(memory(ours))} GB`,
        `${digits((100 * memory(ours)) / memory(theirs))} %`,
      ],
      [
        `arithmetic limit, β = ${beta}`,
        '',
        `${digits(limit)} s (${digits(flops.total / 1e12)} TFLOP)`,
        `step is ${digits(whole / limit)} ×`,
      ],
    ];
  });
  const note = `A 2048³ product of 32-bit floats runs at ${digits(peak / 1e9)} GFLOP/s through TensorFlow.`;
  return `${markdown([`a step on ${machine}`, 'TRL', 'ECHO', 'ECHO is'], rows)}\n\n${note}`;
}

export function samplingTable(
  { rows, tokens, theirs, ours, llama }: SamplingComparison,
  machine: Machine,
): string {
  const speed = (values: readonly number[] | undefined, count: number): string =>
    values && values.length > 0 ? `${digits((count * tokens) / median(values))}` : '–';
  return markdown(
    [
      `tokens a second on ${machine}, prompt included`,
      'transformers',
      'ECHO',
      'ECHO is',
      'llama.cpp (4 bits)',
    ],
    rows.map(({ prompts, completions }, i) => {
      const count = prompts * completions;
      return [
        `${count} rows (${prompts} × ${completions})`,
        speed(theirs[i], count),
        speed(ours[i], count),
        times(theirs[i] ?? [], ours[i] ?? []),
        speed(llama?.[i], count),
      ];
    }),
  );
}

/** The largest blocks of [rows, vocabulary] of a step. */
export function logitsTable({ wholeStep, theirs, ours, vocabulary }: LogitsBytes): string {
  const megabytes = (bytes: number) => `${digits(bytes / 1e6)} MB`;
  return markdown(
    [`[rows, ${vocabulary}] of 32-bit floats`, 'whole step at once', 'TRL at once', 'ECHO at once'],
    [
      ['sampling', megabytes(wholeStep), megabytes(theirs.sampling), megabytes(ours.sampling)],
      ['training pass, β = 0', megabytes(wholeStep), megabytes(theirs.training), 'none'],
      ['the KL’s reference', megabytes(wholeStep), megabytes(theirs.training), megabytes(ours.reference)],
    ],
  );
}

export function curveTables(curves: readonly Curve[], machine: Machine): string {
  return curves
    .map(({ name, places, seconds: figures }) =>
      markdown(
        [name, ...places.map(String)],
        [[`seconds a step on ${machine}`, ...figures.map((f) => digits(median(f)))]],
      ),
    )
    .join('\n\n');
}

/** Steps within a budget of memory; null for none. */
export interface BudgetedStep {
  readonly settings: Settings;
  readonly memory: number | null;
  readonly seconds: readonly number[];
  readonly peakBytes: number;
}

export function memoryTable(steps: readonly BudgetedStep[], machine: Machine): string {
  return markdown(
    [`a step on ${machine} of`, 'memory given', 'taken', 'seconds'],
    steps.map(({ settings: s, memory, seconds, peakBytes }) => [
      `${s.prompts} prompts of ${s.promptTokens} × ${s.groupSize} completions of ${s.completionTokens}`,
      memory === null ? 'any' : `${memory / 1e9} GB`,
      `${digits(peakBytes / 1e9)} GB`,
      digits(median(seconds)),
    ]),
  );
}

/** Kernels that take less than this share of a phase are summed up. */
const WORTH_A_ROW = 0.02;

/** The time of a step by kernels, and the memory after the first and the last step. */
export function profileTable(
  { phases, tensors, residentBytes, peakBytes }: ProfileFigures,
  machine: Machine,
): string {
  const rows = phases.flatMap(({ name, seconds, kernels }) => {
    const row = (what: string, calls: number | null, spent: number) => [
      name,
      what,
      calls === null ? '' : digits(calls),
      digits(spent),
      `${Math.round((100 * spent) / seconds)} %`,
    ];
    const large = kernels.filter((kernel) => kernel.seconds >= WORTH_A_ROW * seconds);
    const small = kernels.filter((kernel) => kernel.seconds < WORTH_A_ROW * seconds);
    const sum = (of: Phase['kernels'], key: 'calls' | 'seconds') =>
      of.reduce((total, kernel) => total + kernel[key], 0);
    return [
      ...large.map((kernel) => row(kernel.name, kernel.calls, kernel.seconds)),
      row('other kernels', sum(small, 'calls'), sum(small, 'seconds')),
      row('outside kernels', null, seconds - sum(kernels, 'seconds')),
      row('together', sum(kernels, 'calls'), seconds),
    ];
  });
  const gigabytes = (bytes: number | undefined) => digits((bytes ?? Number.NaN) / 1e9);
  return [
    markdown([`of a step on ${machine}`, 'kernel', 'calls', 'seconds', 'share'], rows),
    `Tensors after the first step ${tensors[0]}, after the last of ${tensors.length} ${tensors.at(-1)}; resident ${gigabytes(residentBytes[0])} and ${gigabytes(residentBytes.at(-1))} GB, at most ${gigabytes(peakBytes)} GB.`,
  ].join('\n\n');
}
