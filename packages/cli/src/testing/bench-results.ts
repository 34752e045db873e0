import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateAll, fromFunction } from '@echo/eval';
import { type BenchResult, benchResult, benchSettings, formatBenchResult } from '@echo/eval/echo-bench';
import { echoBench } from '@echo/tasks/echo-bench';

const bank = await echoBench(() => Promise.reject(new Error('no split is asked for')), ['adversarial']);
const asked = async (percent: number) =>
  evaluateAll(
    fromFunction(() => `<confidence>${percent}</confidence><answer>B</answer>`),
    bank.tasks,
  );

/** The result of a model that answers B to everything and states this confidence. */
export async function resultOf(model: string, percent: number, maxTokens = 64): Promise<BenchResult> {
  const settings = benchSettings(bank, { method: 'stated-before', sampling: { maxTokens } });
  return benchResult(bank, await asked(percent), { model, date: '2026-11-28', settings });
}

/** Writes results into a folder, each into a folder of its own. */
export async function writeResults(folder: string, ...results: readonly BenchResult[]): Promise<void> {
  for (const [i, result] of results.entries()) {
    await mkdir(join(folder, String(i)), { recursive: true });
    await writeFile(join(folder, String(i), 'bench-result.json'), formatBenchResult(result));
  }
}
