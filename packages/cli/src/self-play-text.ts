import type { SelfPlayMeasures, SelfPlayReport, SelfPlayRow } from '@echo/run';
import { textTable } from 'echo-rl/commands';
import { number, percent, withInterval } from './numbers.js';

type Estimate = SelfPlayReport['change'];

const HEAD = ['seed', 'before', 'without', 'self-play', 'less before', 'less without'];
const OTHERS_TITLE =
  'Accuracy, mean confidence of the incorrect answers (of errors), and Brier score on them';
const OTHERS = ['seed', 'run', 'accuracy', 'of errors', 'Brier score'];

/** What self-play did, as text: confident errors, accuracy, and a sentence of verdict. */
export function selfPlayText(report: SelfPlayReport): string {
  return [
    `Confident errors on ${report.n} questions of common misconceptions: incorrect answers stated with at least 80 %.`,
    `\n${textTable([HEAD, ...errorRows(report)])}\n`,
    `${OTHERS_TITLE}:`,
    `\n${textTable([OTHERS, ...report.rows.flatMap(otherRows)])}\n`,
    ...sentences(report),
  ].join('\n');
}

/** The same as a page in Markdown. */
export function selfPlayPage(
  report: SelfPlayReport,
  { strength, guard, steps }: { readonly strength: number; readonly guard: number; readonly steps: number },
): string {
  return [
    '# Adversarial self-play',
    `${steps} steps of each run, strength ${strength}, guard at a fall of ${percent(guard)} in accuracy.`,
    `Confident errors on ${report.n} questions of common misconceptions (incorrect, stated with at least 80 %), with 95 % intervals:`,
    markdown([HEAD, ...errorRows(report)]),
    `${OTHERS_TITLE}:`,
    markdown([OTHERS, ...report.rows.flatMap(otherRows)]),
    ...sentences(report),
    '',
  ].join('\n\n');
}

const errorRows = (report: SelfPlayReport): readonly (readonly string[])[] => [
  ...report.rows.map(errorRow),
  ...(report.rows.length > 1
    ? [['all', '', '', '', points(report.change), pointsOrNothing(report.difference)]]
    : []),
];

const errorRow = ({ seed, before, without, after, change, difference }: SelfPlayRow): readonly string[] => [
  String(seed),
  ...[before, without, after].map(errors),
  points(change),
  pointsOrNothing(difference),
];

const otherRows = ({ seed, before, without, after }: SelfPlayRow): readonly (readonly string[])[] =>
  Object.entries({ before, without, 'self-play': after }).flatMap(([name, of]) =>
    of
      ? [[String(seed), name, percent(of.accuracy), percent(of.confidenceOfErrors), number(of.brierScore)]]
      : [],
  );

const errors = (of: SelfPlayMeasures | null): string =>
  of ? withInterval(of.confidentErrors.value, of.confidentErrors, percent) : '';

const points = (of: Estimate): string => withInterval(of.value, of, percent);

const pointsOrNothing = (of: Estimate | null): string => (of ? points(of) : '');

function sentences({ rows, change, difference, brierDifference }: SelfPlayReport): readonly string[] {
  const stops = rows.flatMap(({ seed, wentBack, withoutWentBack }) => [
    ...stopOf(`Seed ${seed}`, wentBack),
    ...stopOf(`Seed ${seed} without self-play`, withoutWentBack),
  ]);
  const verdict = difference
    ? `Beside the same budget without it, self-play left ${verdictOf(difference)}.`
    : `Self-play left ${verdictOf(change)} than before; --compare says how much of that training does without it.`;
  return [
    ...stops,
    verdict,
    ...(brierDifference
      ? [`Its Brier score differs by ${withInterval(brierDifference.value, brierDifference, number)}.`]
      : []),
  ];
}

const stopOf = (run: string, stop: SelfPlayRow['wentBack']): readonly string[] =>
  stop
    ? [`${run}: accuracy fell at step ${stop.fromStep}, and the run went back to step ${stop.toStep}.`]
    : [];

/** Fewer or more, where the interval tells; differences in points. */
function verdictOf(of: Estimate): string {
  const [low, high] = [of.low ?? -1, of.high ?? 1];
  if (high < 0) return `fewer confident errors (${points(of)})`;
  if (low > 0) return `more confident errors (${points(of)})`;
  return `confident errors that are neither clearly fewer nor clearly more (${points(of)})`;
}

function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
