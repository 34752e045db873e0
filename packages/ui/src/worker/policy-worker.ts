import { EchoError } from '@echo/core';
import { evaluate, withQuestions } from '@echo/eval';
import { type ModelConfig, type PeftFiles, parameterShapes } from '@echo/policy';
import { createGate, type Gate } from './gate.js';
import { generate, MAX_TOKENS } from './generation.js';
import { type Engine, loadEngine } from './load-engine.js';
import { type Moments, openMoments } from './moments.js';
import { timeTraining } from './time-training.js';
import { trainDemo } from './train-demo.js';
import type { WorkerApi } from './worker-api.js';

interface Training {
  readonly gate: Gate;
  readonly stop: AbortController;
}

/** The embedded policy as a worker offers it to the page. */
export function policyWorker(): WorkerApi {
  let loading: Promise<{ engine: Engine; moments: Moments }> | null = null;
  let training: Training | null = null;
  let trained: PeftFiles | null = null;
  const loaded = () => {
    if (!loading) throw new EchoError('not-found', 'The policy has not been loaded; load it first.');
    return loading;
  };
  const expectNoTraining = () => {
    if (training)
      throw new EchoError('invalid-input', 'A training is going on; stop it before another is started.');
  };
  return {
    async load(addresses, threads, onProgress) {
      loading ??= loadEngine(addresses, threads, onProgress).then((engine) => ({
        engine,
        moments: openMoments(engine),
      }));
      loading.catch(() => {
        loading = null;
      });
      const { engine, moments } = await loading;
      const { config } = await moments.policy('before');
      return { ...engine.info, parameters: countOf(config) };
    },
    async generate(prompt, sampling, onEvent) {
      const { moments } = await loaded();
      await generate(await moments.policy(sampling.moment), prompt, sampling, onEvent);
      onEvent(null);
    },
    async evaluate(tasks, moment, onTrials) {
      const policy = await (await loaded()).moments.policy(moment);
      const sampling = { maxTokens: MAX_TOKENS };
      for await (const trials of evaluate(policy, tasks, { sampling, batchSize: 8, failOnError: true }))
        if (!(await onTrials(withQuestions(trials, tasks)))) return;
    },
    async timeTraining(settings) {
      expectNoTraining();
      const { engine, moments } = await loaded();
      return timeTraining(engine, await moments.policy('before'), settings);
    },
    async train(settings, onEvent) {
      expectNoTraining();
      training = { gate: createGate(), stop: new AbortController() };
      const { gate, stop } = training;
      try {
        const { engine } = await loaded();
        trained = await trainDemo(engine, settings, { gate, signal: stop.signal, onEvent });
        onEvent({ type: 'end' });
      } catch (error) {
        onEvent({ type: 'error', message: error instanceof Error ? error.message : String(error) });
      } finally {
        training = null;
      }
    },
    pause: () => training?.gate.shut(),
    resume: () => training?.gate.open(),
    stop: () => {
      training?.stop.abort();
      training?.gate.open();
    },
    trainedAdapter: () => trained,
    useAfter: async (adapter) => (await loaded()).moments.useAfter(adapter),
  };
}

/** The number of a model's parameters. */
function countOf(config: ModelConfig): number {
  const sizes = [...parameterShapes(config).values()].map((shape) => shape.reduce((a, b) => a * b, 1));
  return sizes.reduce((a, b) => a + b, 0);
}
