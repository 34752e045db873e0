import type { ModelAnswer } from './challenge.js';

/** The model's answers by task, from the trials of the demo run after its training. */
export async function modelAnswers(trials: File): Promise<ReadonlyMap<string, Omit<ModelAnswer, 'reward'>>> {
  const lines = (await trials.text()).split('\n').filter((line) => line !== '');
  return new Map(
    lines
      .map((line) => JSON.parse(line))
      .filter(({ when }) => when === 'after')
      .map(({ taskId, answer, confidence, correct }) => [
        taskId,
        { answer: answer ?? '', confidence, correct },
      ]),
  );
}
