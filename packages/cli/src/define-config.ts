import type { ServeArguments } from '@echo/server/command';
import type {
  AnalyzeArguments,
  CompareArguments,
  FingerprintArguments,
  PlotsArguments,
  RecalibrateArguments,
  RewardArguments,
} from 'echo-rl/commands';
import type { BaselineArguments } from './commands/baseline.js';
import type { BenchArguments } from './commands/bench.js';
import type { DemoArguments } from './commands/demo.js';
import type { DoctorArguments } from './commands/doctor.js';
import type { DownloadArguments } from './commands/download.js';
import type { EvalArguments } from './commands/eval.js';
import type { ExportArguments } from './commands/export.js';
import type { SelfPlayArguments } from './commands/self-play.js';
import type { TasksArguments } from './commands/tasks.js';
import type { TrainArguments } from './commands/train.js';

/** The settings of a command: its options in camel case; an amount of memory is a text such as `8GB`. */
type Settings<T> = Partial<Omit<T, 'resume' | 'force' | 'memory'>> &
  ('memory' extends keyof T ? { readonly memory?: string } : object);

/** What `echo.config.ts` exports: settings by command; flags take their place, defaults fill the rest. */
export interface EchoConfig {
  readonly demo?: Settings<DemoArguments>;
  readonly train?: Settings<TrainArguments>;
  readonly 'self-play'?: Settings<SelfPlayArguments>;
  readonly eval?: Settings<EvalArguments>;
  readonly analyze?: Settings<AnalyzeArguments>;
  readonly baseline?: Settings<BaselineArguments>;
  readonly tasks?: Settings<TasksArguments>;
  readonly compare?: Settings<CompareArguments>;
  readonly plots?: Settings<PlotsArguments>;
  readonly fingerprint?: Settings<FingerprintArguments>;
  readonly recalibrate?: Settings<RecalibrateArguments>;
  readonly reward?: Settings<RewardArguments>;
  /** Those of `bench run`. */
  readonly bench?: Settings<BenchArguments>;
  readonly download?: Settings<DownloadArguments>;
  readonly serve?: Settings<ServeArguments>;
  readonly export?: Settings<ExportArguments>;
  readonly doctor?: Settings<DoctorArguments>;
}

/**
 * The settings of `echo-rl` in a file `echo.config.ts`, with their types: they are returned as they are.
 *
 * @example
 * ```ts
 * import { defineConfig } from '@echo/cli';
 *
 * export default defineConfig({
 *   train: { model: 'nano', steps: 200, memory: '8GB' },
 *   eval: { method: 'all', limit: 500 },
 * });
 * ```
 */
export function defineConfig(config: EchoConfig): EchoConfig {
  return config;
}
