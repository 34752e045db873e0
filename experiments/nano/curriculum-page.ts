import type { Trial } from '@echo/eval';
import type { StepEvent } from '@echo/run';
import { type Contender, differencesTable, scoresTable, table } from '../smollm2/scores-table.js';

/** A finished run: its trials before and after, and its steps. */
export interface CurriculumRun {
  readonly before: readonly Trial[];
  readonly after: readonly Trial[];
  readonly events: readonly StepEvent[];
}

/** The runs of one seed, of equal budget. */
export interface CurriculumSeed {
  readonly seed: number;
  readonly phases: CurriculumRun;
  readonly flat: CurriculumRun;
}

const TARGET = 0.1;

/** The page that sets the three phases of the curriculum beside a flat mix. */
export function curriculumPage({
  command,
  steps,
  evalEvery,
  seeds,
}: {
  readonly command: string;
  readonly steps: number;
  readonly evalEvery: number;
  readonly seeds: readonly CurriculumSeed[];
}): string {
  const first = seeds[0]?.phases;
  const contenders: readonly Contender[] = [
    { name: 'before', predictions: first?.before ?? [] },
    ...seeds.flatMap(({ seed, phases, flat }) => [
      { name: `three phases, seed ${seed}`, predictions: phases.after },
      { name: `flat, seed ${seed}`, predictions: flat.after },
    ]),
  ];
  return `# The curriculum beside a flat mix of difficulties

${command}: ${steps} steps of the demo's setting on four fifths of the dev split, measured on ${first?.after.length ?? 0} other tasks of it with greedy answers.
Intervals are 95 % bootstrap intervals over tasks. The three phases go from easy to hard as \`@echo/env\` does, and show the difficulty in the
first; the flat mix draws all tasks alike.

${scoresTable(contenders)}

The phases less the flat mix, task by task; below 0 is better for the Brier score, above 0 for the AUROC:

${seeds
  .map(({ seed, phases, flat }) =>
    differencesTable(`seed ${seed}`, phases.after, [{ name: 'phases less flat', predictions: flat.after }]),
  )
  .join('\n\n')}

Steps until ECE on 200 of the held-out tasks at most is ${TARGET} or less, which is looked at every ${evalEvery} steps; and the step at which each
phase began:

${table([
  ['seed', 'three phases', 'flat', 'phase 2', 'phase 3'],
  ...seeds.map(({ seed, phases, flat }) => [
    String(seed),
    ...[phases, flat].map((run) => shown(stepsToTarget(run.events))),
    ...[2, 3].map((phase) => shown(phases.events.find((event) => event.phase === phase)?.step)),
  ]),
])}
`;
}

/** The first step after which a look at held-out tasks found the ECE that is aimed at. */
export function stepsToTarget(events: readonly StepEvent[]): number | undefined {
  return events.find(({ heldOutEce }) => typeof heldOutEce === 'number' && heldOutEce <= TARGET)?.step;
}

const shown = (step: number | undefined): string => (step === undefined ? 'not reached' : String(step));
