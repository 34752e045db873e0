import type { RunConfig, RunConfigInput } from './config-schema.js';
import { demoConfig } from './demo-config.js';
import { runConfig } from './run-config.js';

/**
 * The configuration of adversarial self-play with the embedded policy: the demo's schedule with self-play and
 * a guard against collapse, measured on the adversarial bank.
 *
 * `change` takes the place of any of its options; `selfPlay: 0` is the same budget without self-play. Throws
 * `invalid-input` as `runConfig` does.
 *
 * @example
 * ```ts
 * import { selfPlayConfig } from '@echo/run';
 *
 * selfPlayConfig({ seed: 2 }).evalTasks; // → 'adversarial'
 * ```
 */
export function selfPlayConfig(change: RunConfigInput = {}): RunConfig {
  return runConfig({
    ...demoConfig('honest', change.seed),
    evalTasks: 'adversarial',
    selfPlay: 4,
    accuracyGuard: 0.1,
    ...change,
  });
}
