import { loadNano } from '@echo/nano/node';
import { demoConfig, loraConfig, memoryStore, runConfig, runTraining, type StepEvent } from '@echo/run';
import { loadTasks } from '@echo/run/node';

/** The steps of a run of the demo's configuration in this process, on the backend that has been loaded. */
export async function nodeRun(steps: number, heldOut: number, seed: number): Promise<readonly StepEvent[]> {
  const config = runConfig({ ...demoConfig('honest', seed), steps, evalEvery: 0, evalLimit: heldOut });
  const policy = await loadNano({ lora: loraConfig(config), seed });
  const store = memoryStore();
  try {
    await runTraining({ config, policy, tasks: await loadTasks(config), store });
    return await store.events();
  } finally {
    policy.dispose();
  }
}
