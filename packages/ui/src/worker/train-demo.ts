import { withQuestions } from '@echo/eval';
import type { RolloutGroup } from '@echo/grpo';
import { nanoFromFiles } from '@echo/nano';
import { type PeftFiles, peftFiles } from '@echo/policy';
import {
  demoConfig,
  limitTasks,
  loraConfig,
  memoryStore,
  type RunConfigInput,
  type RunEvent,
  runConfig,
  runTraining,
  splitTasks,
} from '@echo/run';
import { fetchBuiltinTasks } from '@echo/tasks/builtin';
import type { TrainingEvent, TrainingRollout, TrainingSettings } from '../backend.js';
import type { Gate } from './gate.js';
import type { Engine } from './load-engine.js';

/** What a training is told while it goes on. */
export interface TrainingControl {
  readonly gate: Gate;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TrainingEvent) => void;
}

/**
 * Makes a run of the demo's configuration on the built-in dev tasks, measured on some of the test tasks.
 *
 * Other options of its configuration are `changes`.
 *
 * Returns the trained adapter's files. The numbers are those of `runTraining` anywhere else.
 */
export async function trainDemo(
  { files, addresses }: Engine,
  { reward, seed, steps, heldOut = 200 }: TrainingSettings,
  { gate, signal, onEvent }: TrainingControl,
  changes: RunConfigInput = {},
): Promise<PeftFiles> {
  const config = runConfig({
    ...demoConfig(reward, seed),
    steps,
    evalEvery: 0,
    evalLimit: heldOut,
    ...changes,
  });
  const [dev, test] = await Promise.all(
    (['dev', 'test'] as const).map((part) => fetchBuiltinTasks(part, addresses.tasks)),
  );
  const tasks = splitTasks(dev ?? [], limitTasks(test ?? [], heldOut));
  const policy = await nanoFromFiles(files, { lora: loraConfig(config), seed });
  const store = memoryStore();
  let rollouts: readonly TrainingRollout[] = [];
  try {
    await runTraining({
      config,
      policy,
      tasks,
      signal,
      store: {
        ...store,
        saveTrials: async (trials) => {
          for (const when of ['before', 'after'] as const) {
            const told = trials[when];
            if (told && !(await store.trials(when)))
              onEvent({ type: 'trials', when, trials: withQuestions(told, tasks.evaluation) });
          }
          await store.saveTrials(trials);
        },
      },
      beforeStep: gate.pass,
      onRollouts: (groups) => {
        rollouts = groups.flatMap(rolloutsOf);
      },
      onEvent: (event) => {
        const told = trainingEvent(event, rollouts);
        if (told) onEvent(told);
      },
    });
    return await peftFiles(policy.adapter, 'echo/nano');
  } finally {
    policy.dispose();
  }
}

function trainingEvent(event: RunEvent, rollouts: readonly TrainingRollout[]): TrainingEvent | null {
  if (event.kind === 'step') return { type: 'step', step: event.event, of: event.of, rollouts };
  if (event.kind !== 'evaluating') return null;
  return { type: 'evaluating', when: event.when, progress: { done: event.done, of: event.of } };
}

function rolloutsOf({ observation, rollouts }: RolloutGroup): TrainingRollout[] {
  return rollouts.map(({ completion, result, reward }) => ({
    question: observation.question,
    text: completion.text,
    confidence: result.parsed.confidence,
    correct: reward.correct,
    reward: reward.total,
  }));
}
