import { readFile } from 'node:fs/promises';
import { EchoError, isEchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { auroc, brierScore, expectedCalibrationError } from '@echo/metrics';
import {
  applyRecalibration,
  type BestRecalibration,
  fitBest,
  type Recalibration,
  recalibrationFromJson,
} from '@echo/metrics/recalibration';
import { type SelectiveThreshold, selectiveThreshold } from '@echo/metrics/selective';
import { count, decimal, percent } from '@echo/plots';
import type { ReportTrial } from '@echo/report';
import type { RecalibrateArguments } from '../commands/recalibrate.js';
import { logOptions } from '../program/log-options.js';
import { expectFreeFile } from '../terminal/out-folder.js';
import { textTable } from '../terminal/table.js';
import { type GivenLog, logOf } from './log-of.js';

interface Applied {
  readonly n: number;
  readonly before: Measures;
  readonly after: Measures;
}

interface Measures {
  readonly ece: number | null;
  readonly brier: number | null;
  readonly auroc: number | null;
}

/** Fits a map or takes one from a file, says what it gains, and applies it to another log. */
export async function recalibrate(file: string | undefined, options: RecalibrateArguments): Promise<void> {
  const { out, apply, applied, force = false, json = false, risk } = options;
  for (const target of [out, applied]) if (target !== undefined) await expectFreeFile(target, force);
  const log = file === undefined ? null : await logOf(file, logOptions(options));
  const best = log && fitBest(log.trials, { folds: options.folds });
  const map = best?.map ?? (await mapOf(options.map ?? ''));
  const other = apply === undefined ? null : await logOf(apply, logOptions(options));
  const moved = other?.trials.map((trial) => mapped(trial, map));
  const measured = other &&
    moved && { n: moved.length, before: measures(other.trials), after: measures(moved) };
  const judged = log ? log.trials.map((trial) => mapped(trial, map)) : (moved ?? []);
  const threshold = selectiveThreshold(judged, { risk });
  if (out !== undefined) await write(out, `${JSON.stringify(mapFile(map, best, log), null, 2)}\n`);
  if (applied !== undefined && moved)
    await write(applied, moved.map((trial) => `${JSON.stringify(trial)}\n`).join(''));
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...measures(judged), n: judged.length, map, gain: best?.gain ?? null, threshold, applied: measured })}\n`
      : `${[
          ...(log && best ? [fitText(log, best)] : []),
          abstainText(threshold, risk),
          ...(other && measured ? [appliedText(other, measured)] : []),
        ].join('\n\n')}\n`,
  );
  if (out !== undefined) process.stderr.write(`\nThe map is ${out}.\n`);
}

async function mapOf(file: string): Promise<Recalibration> {
  try {
    return recalibrationFromJson(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const reason = isEchoError(cause) ? cause.message.replace(/\.$/, '') : (cause as Error).message;
    throw new EchoError(
      'corrupt-file',
      `${file} is not a map that recalibrate wrote (${reason}); fit one with --out.`,
      { cause },
    );
  }
}

/** What is written: the map itself, and how it came about. */
function mapFile(map: Recalibration, best: BestRecalibration | null, log: GivenLog | null): object {
  return {
    ...map,
    ...(best && log && { fitted: { file: log.name, n: log.trials.length, gain: best.gain } }),
  };
}

function mapped(trial: ReportTrial, map: Recalibration): ReportTrial {
  return { ...trial, confidence: Math.min(1, Math.max(0, applyRecalibration(map, trial.confidence))) };
}

function measures(trials: readonly ReportTrial[]): Measures {
  return { ece: expectedCalibrationError(trials), brier: brierScore(trials), auroc: auroc(trials) };
}

function fitText({ name, trials, notes }: GivenLog, { map, gain, candidates }: BestRecalibration): string {
  const rows = candidates.map((each) => [
    each.kind,
    decimal(each.gain),
    `[${decimal(each.low)}, ${decimal(each.high)}]`,
  ]);
  const brier = brierScore(trials) ?? 0;
  return [
    ...notes,
    '',
    gain === null
      ? `No map certainly lowers the Brier score of ${name} on held-out folds (n = ${count(trials.length)}); the confidences stay as they are.`
      : `A map of the kind ${map.kind} lowers the Brier score on held-out folds by ${decimal(gain.gain)} [${decimal(gain.low)}, ${decimal(gain.high)}], from ${decimal(brier)} to ${decimal(brier - gain.gain)} (n = ${count(trials.length)}).`,
    '',
    textTable([['kind', 'gain', '95 %'], ...rows]),
  ].join('\n');
}

function abstainText(found: SelectiveThreshold | null, risk: number): string {
  const wanted = percent(risk);
  if (found === null || found.threshold === null)
    return `No threshold can promise that at most ${wanted} of the answers given are incorrect.`;
  return `Abstain below a recalibrated confidence of ${percent(found.threshold)}: then at most ${wanted} of the answers given are incorrect, with a probability of 95 %; ${percent(found.coverage)} of the questions are answered.`;
}

function appliedText({ name }: GivenLog, { n, before, after }: Applied): string {
  const show = (value: number | null) => (value === null ? '–' : decimal(value));
  const row = (label: string, key: keyof Measures) => [label, show(before[key]), show(after[key])];
  return `Applied to ${name} (n = ${count(n)}):\n${textTable([
    ['', 'before', 'after'],
    row('ECE', 'ece'),
    row('Brier score', 'brier'),
    row('AUROC', 'auroc'),
  ])}`;
}

async function write(file: string, text: string): Promise<void> {
  await writeAtomically(file, text).catch((cause: Error) => {
    throw new EchoError('write-failed', `${file} could not be written (${cause.message}); choose another.`, {
      cause,
    });
  });
}
