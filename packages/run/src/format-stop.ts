import { EchoError } from '@echo/core';
import type { Trial } from '@echo/eval';
import {
  disposeAdamW,
  type FormatGuard,
  formatFinding,
  formatVerdict,
  NO_COMPLETIONS,
  observeFormat,
} from '@echo/grpo';
import { goodCheckpoint } from './good-checkpoint.js';
import type { RunContext } from './run-context.js';

const FIRST_THE_FORMAT =
  'start a new run with more --sft-steps or --max-tokens, or go on with --resume --no-format-guard';

/**
 * Throws `format-lost` for a policy whose replies before GRPO do not keep the format, unless the guard is
 * off.
 */
export function assertFormatBefore({ config }: RunContext, before: readonly Trial[]): void {
  const guard = observeFormat(
    NO_COMPLETIONS,
    before.map(({ wellFormed }) => wellFormed),
  );
  if (!config.formatGuard || formatVerdict(guard) !== 'missing') return;
  const share = before.filter(({ wellFormed }) => wellFormed).length / before.length;
  throw new EchoError(
    'format-lost',
    `Only ${Math.round(100 * share)} % of ${before.length} replies keep the response format, so there is nothing to train; ${FIRST_THE_FORMAT}.`,
  );
}

/**
 * Stops a run whose policy has lost the format: takes it back to its last good checkpoint, and throws
 * `format-lost` with what to lower.
 *
 * The events stay as evidence until the run goes on.
 */
export async function stopForFormat(run: RunContext, guard: FormatGuard, step: number): Promise<never> {
  const { policy, store } = run;
  const steps = await store.checkpointSteps();
  const good = goodCheckpoint(steps, await store.events(), guard.start);
  for (const bad of steps.filter((one) => one > (good ?? -1))) await store.removeCheckpoint(bad);
  if (good !== null) {
    disposeAdamW((await store.loadCheckpoint(policy, good)).optimizer);
    await store.saveAdapter('adapter', policy);
  }
  const back = good === null ? 'at its start' : `at step ${good}, whose adapter is kept as adapter/`;
  const remedy =
    formatVerdict(guard) === 'missing'
      ? FIRST_THE_FORMAT
      : 'start a new run with a lower --learning-rate, --alpha or --temperature, or go on with --resume --no-format-guard';
  throw new EchoError(
    'format-lost',
    `${formatFinding(guard)}, so training stopped at step ${step} and the run is back ${back}; ${remedy}.`,
  );
}
