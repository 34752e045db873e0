import { EchoError } from '@echo/core';
import { evalReport, type Trial } from '@echo/eval';
import { formatResponse, parseResponse } from '@echo/parser';
import { presets } from '@echo/reward';
import { memoryStore, runConfig, runTraining } from '@echo/run';
import { loadModel } from '@echo/run/node';
import { expectedAnswer, gradeTask, type Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';

/** A part of the self-test: what it did, and in what time. */
export interface TestedPart {
  readonly part: string;
  readonly done: string;
  readonly seconds: number;
}

const TASKS = 500;
const INCORRECT = 'none of these';

/**
 * Parses, grades, rewards and measures embedded tasks, and makes one training step of the embedded policy.
 *
 * The backend must have been loaded. Throws `unsupported` where a part does not give what it must.
 */
export async function selfTest(): Promise<readonly TestedPart[]> {
  const tasks = builtinTasks('test').slice(0, TASKS);
  // Every fourth answer is incorrect, and 75 % is stated: as calibrated as can be.
  const replies = tasks.map((task, i) => reply(task, i % 4 !== 3));
  const parsed = await timed('parse', () => {
    const read = replies.map(({ text }) => parseResponse(text));
    expectAll(
      'a confidence was misread',
      read,
      ({ confidence, wellFormed }) => wellFormed && confidence === 0.75,
    );
    return [read, `${read.length} replies`];
  });
  const grades = await timed('grade', () => {
    const given = tasks.map((task, i) => gradeTask(task, parsed.value[i]?.answer ?? ''));
    expectAll('an answer was misgraded', given, ({ correct }, i) => correct === replies[i]?.correct);
    return [given, `${given.length} answers`];
  });
  const rewards = await timed('reward', () => {
    const paid = grades.value.map((grade, i) => {
      const one = parsed.value[i];
      return one ? presets.honest({ parsed: one, grade }).total : Number.NaN;
    });
    const [correct = Number.NaN, , , incorrect = Number.NaN] = paid;
    expectAll(
      'a reward is not what it must be',
      paid,
      (total, i) => total === (i % 4 === 3 ? incorrect : correct) && correct > incorrect,
    );
    return [paid, `${paid.length} completions`];
  });
  const measured = await timed('measure', () => {
    const report = evalReport(tasks.map((task, i) => trialOf(task, grades.value[i]?.correct ?? false)));
    expectAll('an ECE is not what it must be', [report.ece.value ?? 1], (ece) => ece < 1e-9);
    return [report, `ECE ${report.ece.value?.toFixed(3)} of ${report.n} calibrated answers`];
  });
  const trained = await timed('train', trainOneStep);
  return [parsed, grades, rewards, measured, trained].map(({ value: _, ...part }) => part);
}

/** One step of GRPO on the embedded policy, with an evaluation before and after. */
async function trainOneStep(): Promise<readonly [unknown, string]> {
  const config = runConfig({ steps: 1, prompts: 2, group: 2, sftSteps: 0, maxTokens: 24, klCoefficient: 0 });
  const [train, evaluation] = [builtinTasks('dev').slice(0, 20), builtinTasks('test').slice(0, 4)];
  const policy = await loadModel('nano');
  try {
    const store = memoryStore();
    const report = await runTraining({ config, policy, tasks: { train, evaluation }, store });
    const [step] = await store.events();
    expectAll('the step of training is not finite', [step?.loss, step?.reward], (x) => Number.isFinite(x));
    return [report, `1 step of nano, ${report?.rollouts} completions`];
  } finally {
    policy.dispose();
  }
}

function reply(task: Task, correct: boolean): { readonly text: string; readonly correct: boolean } {
  const answer = correct ? expectedAnswer(task) : INCORRECT;
  return { text: formatResponse({ confidence: 0.75, answer }), correct };
}

function trialOf({ id, domain, difficulty }: Task, correct: boolean): Trial {
  const stated = {
    confidence: 0.75,
    grade: Number(correct),
    correct,
    abstained: false,
    wellFormed: true,
    answer: '',
  };
  return { taskId: id, domain, difficulty, ...stated };
}

async function timed<T>(
  part: string,
  work: () => readonly [T, string] | Promise<readonly [T, string]>,
): Promise<TestedPart & { readonly value: T }> {
  const started = performance.now();
  const [value, done] = await work();
  return { part, done, seconds: (performance.now() - started) / 1000, value };
}

function expectAll<T>(
  complaint: string,
  values: readonly T[],
  holds: (value: T, i: number) => boolean,
): void {
  const i = values.findIndex((value, at) => !holds(value, at));
  if (i >= 0)
    throw new EchoError(
      'unsupported',
      `The self-test failed here: ${complaint} (number ${i + 1} of ${values.length}); install @echo/cli anew, and report it if that does not help.`,
    );
}
