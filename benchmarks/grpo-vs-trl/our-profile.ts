import { rawTensorCount } from '@echo/compute';
import type { Policy } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import { forcedPolicy } from './forced-policy.js';
import { forcedTraining } from './forced-training.js';
import { peakMemory } from './process-figures.js';
import type { Phase, ProfileFigures, TrainJob } from './settings.js';

/** The binding that the native backend calls its kernels through. */
interface Binding {
  executeOp(name: string, ...rest: readonly unknown[]): unknown;
  runSavedModel(...args: readonly unknown[]): unknown;
}

/** A layer in one call; what its kernels take is not told apart. */
const GRAPH = 'a layer as a graph';

/** Runs steps with every kernel timed; to be called before anything has been computed. */
export async function profileSteps(job: TrainJob): Promise<ProfileFigures> {
  const timer = timeKernels();
  const policy = await forcedPolicy(job.model, job.settings);
  const phased: Policy = {
    ...policy,
    async sample(asked, options) {
      timer.enter('sampling');
      const samples = await policy.sample(asked, options);
      timer.enter('update');
      return samples;
    },
  };
  const tensors: number[] = [];
  const residentBytes: number[] = [];
  for await (const { step } of forcedTraining(phased, job)) {
    if (step === job.warmup) timer.clear();
    if (step <= job.warmup) continue;
    tensors.push(tf.memory().numTensors + rawTensorCount());
    residentBytes.push(process.memoryUsage.rss());
  }
  return { phases: timer.phases(job.steps), tensors, residentBytes, peakBytes: peakMemory() };
}

function timeKernels() {
  const backend = tf.backend() as unknown as { binding: Binding };
  const { binding } = backend;
  const fresh = () => ({ seconds: 0, kernels: new Map<string, { calls: number; seconds: number }>() });
  const totals: Record<Phase['name'], ReturnType<typeof fresh>> = { sampling: fresh(), update: fresh() };
  let phase: Phase['name'] = 'update';
  let since = performance.now();
  const enter = (next: Phase['name']): void => {
    const now = performance.now();
    totals[phase].seconds += (now - since) / 1000;
    [phase, since] = [next, now];
  };
  const timed = <T>(name: string, run: () => T): T => {
    const start = performance.now();
    const result = run();
    const { kernels } = totals[phase];
    const kernel = kernels.get(name) ?? { calls: 0, seconds: 0 };
    kernels.set(name, kernel);
    kernel.calls += 1;
    kernel.seconds += (performance.now() - start) / 1000;
    return result;
  };
  const executeOp: Binding['executeOp'] = (name, ...rest) =>
    timed(name, () => binding.executeOp(name, ...rest));
  const runSavedModel: Binding['runSavedModel'] = (...args) =>
    timed(GRAPH, () => binding.runSavedModel(...args));
  backend.binding = Object.create(binding, {
    executeOp: { value: executeOp },
    runSavedModel: { value: runSavedModel },
  });
  return {
    enter,
    clear: () => {
      enter(phase);
      Object.assign(totals, { sampling: fresh(), update: fresh() });
    },
    phases: (steps: number): Phase[] => {
      enter(phase);
      return (Object.keys(totals) as Phase['name'][]).map((name) => ({
        name,
        seconds: totals[name].seconds / steps,
        kernels: [...totals[name].kernels]
          .map(([name, { calls, seconds }]) => ({ name, calls: calls / steps, seconds: seconds / steps }))
          .sort((a, b) => b.seconds - a.seconds),
      }));
    },
  };
}
