import type { CurveStep } from '@echo/plots';
import type { RunEvidence } from './log-shelf.js';

/** Longer values are no setting that anybody reads. */
const LONGEST = 200;

/** What the files of a run tell of its training: the steps, the settings, and what made it. */
export async function evidenceOf(named: (name: string) => File | undefined): Promise<RunEvidence> {
  const text = async (name: string) => (await named(name)?.text()) ?? '';
  const report = objectOf(await text('report.json'));
  const config = {
    ...objectOf(JSON.stringify(report.config ?? null)),
    ...objectOf(await text('config.json')),
  };
  const meta = objectOf(JSON.stringify(report.meta ?? null));
  const made = ['command', 'commit']
    .filter((name) => name in meta)
    .map((name) => [name, meta[name]] as const);
  return {
    steps: stepsOf(await text('events.jsonl')),
    facts: [...made, ...Object.entries(config)].flatMap(([name, value]) => {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      return value === null || shown.length > LONGEST ? [] : [[name, shown] as const];
    }),
  };
}

/** The steps of `events.jsonl`; lines that are none, and a last one that was cut short, are left out. */
export function stepsOf(lines: string): readonly CurveStep[] {
  return lines.split('\n').flatMap((line) => {
    const step = objectOf(line);
    const isStep = ['step', 'reward', 'accuracy', 'meanConfidence'].every((name) =>
      Number.isFinite(step[name]),
    );
    return isStep ? [step as unknown as CurveStep] : [];
  });
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
