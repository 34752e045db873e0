import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decimal, type FigureSpec, learningCurves, percent } from '@echo/plots';
import { toSvg } from '@echo/plots/render';
import { mean, median } from 'simple-statistics';
import { type Measurement, reached } from './measurements.js';
import type { Plan, TrlSettings } from './settings.js';

/** The measurements of one training, that of the adapter it starts from first. */
export interface SideRun {
  readonly side: 'ECHO' | 'TRL';
  readonly seed: number;
  readonly measurements: readonly Measurement[];
}

/** Where and how it was measured. */
export interface Circumstances extends Pick<Plan, 'every' | 'heldOut' | 'times'> {
  readonly machine: string;
  readonly model: string;
  readonly limitMinutes: number;
  readonly trl: TrlSettings;
}

const FIGURE = 'brier-by-minutes.svg';

/** Writes the measurements as results.json, a table as README.md, and a figure. */
export async function writeResults(
  folder: string,
  runs: readonly SideRun[],
  about: Circumstances,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const whole = runs.map((run) => ({ ...run, reached: reached(run.measurements) }));
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify({ ...about, runs: whole }, null, 2)}\n`);
  writeFileSync(join(folder, FIGURE), await toSvg(figureOf(runs, about)));
  writeFileSync(join(folder, 'README.md'), page(runs, about));
}

/** Brier scores by minutes, with that of the best constant; the seeds of a side share their mean minutes. */
function figureOf(runs: readonly SideRun[], { model }: Circumstances): FigureSpec {
  const points = runs.flatMap(({ side, seed, measurements }) =>
    measurements.flatMap(({ step, brier, constantBrier }) => {
      const x = mean(runs.filter((run) => run.side === side).flatMap((run) => minutesAt(run, step)));
      return [
        { series: side, run: String(seed), x, y: brier },
        { series: `${side}, best constant`, run: String(seed), x, y: constantBrier },
      ];
    }),
  );
  return learningCurves([{ title: 'Brier score of held-out tasks', values: points }], {
    title: `${model}: calibration by minutes of training`,
    x: 'minutes of training',
    source: 'results.json',
  });
}

const minutes = (seconds: number): number => seconds / 60;

function minutesAt({ measurements }: SideRun, step: number): readonly number[] {
  return measurements.filter((one) => one.step === step).map(({ seconds }) => minutes(seconds));
}

function page(runs: readonly SideRun[], about: Circumstances): string {
  const { machine, model, every, heldOut, times, limitMinutes, trl } = about;
  return `# Time to calibration

${model} on ${machine}: minutes of training until ECE ≤ .10 and a Brier score no worse than the best constant's, in three
measurements in a row, of which the first counts. Every ${every} steps an adapter answers ${heldOut} held-out tasks greedily, which is
not counted; neither are checkpoints. Both sides start from the same adapter after supervised fine-tuning. TRL's GRPO with the
reward of RLCR has ${times} times our minutes, ${limitMinutes.toFixed(1)}.

${table(runs)}

${verdict(runs, about)}

![Brier score by minutes](${FIGURE})

TRL's settings: \`${JSON.stringify(trl)}\`. Every measurement stands in [results.json](results.json).
`;
}

function table(runs: readonly SideRun[]): string {
  const head = [
    '',
    'seed',
    'minutes',
    'steps',
    'ECE',
    'Brier',
    'best constant',
    'AUROC',
    'accuracy',
    's a step',
  ];
  const rows = runs.map(({ side, seed, measurements }) => {
    const [last, at] = [measurements.at(-1), reached(measurements)];
    const shown = at ?? last;
    const spent = last ? minutes(last.seconds).toFixed(1) : '–';
    return [
      ...[side, String(seed), at ? minutes(at.seconds).toFixed(2) : `not within ${spent}`],
      ...[String(shown?.step ?? '–'), show(shown?.ece), show(shown?.brier), show(shown?.constantBrier)],
      ...[show(shown?.auroc), shown ? percent(shown.accuracy, 1) : '–'],
      last && last.step > 0 ? (last.seconds / last.step).toFixed(1) : '–',
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const show = (value: number | null | undefined): string => (value == null ? '–' : decimal(value));

/** How many times as long TRL takes, or at least. */
function verdict(runs: readonly SideRun[], { limitMinutes }: Circumstances): string {
  const times = (side: SideRun['side']) =>
    runs
      .filter((run) => run.side === side)
      .map(({ measurements }) => reached(measurements))
      .map((at) => (at ? minutes(at.seconds) : null));
  const [ours, theirs] = [times('ECHO'), times('TRL')];
  if (ours.length === 0 || ours.includes(null)) return 'ECHO did not get there with every seed.';
  const own = median(ours as number[]);
  if (theirs.length === 0) return `ECHO took ${own.toFixed(2)} minutes (median).`;
  if (theirs.includes(null))
    return `ECHO took ${own.toFixed(2)} minutes (median); TRL was not there after ${limitMinutes.toFixed(1)}.`;
  const other = median(theirs as number[]);
  return `ECHO took ${own.toFixed(2)} minutes (median), TRL ${other.toFixed(2)}: ${(other / own).toFixed(1)} times as long.`;
}
