import { EchoError } from '@echo/core';
import type { Task } from '@echo/tasks';
import type { ShippedFiles, ShippedSplit } from '../backend.js';

/** What made the demo's results; `docs/results/README.md` says the same. */
export const DEMO_MADE_BY = { command: 'npm run demo', commit: '470a67c' } as const;

/** The files beside the page, fetched when they are asked for; each task set is read once. */
export function shippedFiles(base: string): ShippedFiles {
  const sets = new Map<ShippedSplit, Promise<readonly Task[]>>();
  const text = async (path: string) => {
    const address = new URL(`assets/data/${path}`, base);
    const reply = await fetch(address).catch((cause) => {
      throw new EchoError(
        'download-failed',
        `${path} could not be fetched; look whether the page is online.`,
        { cause },
      );
    });
    if (!reply.ok)
      throw new EchoError(
        'download-failed',
        `${path} is missing beside the page (${reply.status}); build it again.`,
      );
    return reply.text();
  };
  async function tasksOf(split: ShippedSplit): Promise<readonly Task[]> {
    const [read, { parseTasks }] = await Promise.all([text(`tasks/${split}.jsonl`), import('@echo/tasks')]);
    return parseTasks(read, `${split}.jsonl`);
  }
  return {
    tasks(split) {
      const known = sets.get(split) ?? tasksOf(split);
      sets.set(split, known);
      known.catch(() => sets.delete(split));
      return known;
    },
    async demo(name) {
      const read = await text(`demo/${name}`);
      const whole =
        name === 'trials.jsonl'
          ? await withQuestions(read, await this.tasks('test'))
          : name === 'report.json'
            ? JSON.stringify({ ...JSON.parse(read), meta: DEMO_MADE_BY })
            : read;
      return new File([whole], `demo-${name}`);
    },
  };
}

/** Trials as lines of JSON, with the questions of their tasks and the expected answers. */
async function withQuestions(lines: string, tasks: readonly Task[]): Promise<string> {
  const { expectedAnswer } = await import('@echo/tasks');
  const known = new Map(tasks.map((task) => [task.id, task]));
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const trial = JSON.parse(line) as { readonly taskId: string };
      const task = known.get(trial.taskId);
      return JSON.stringify(
        task ? { ...trial, question: task.question, expected: expectedAnswer(task) } : trial,
      );
    })
    .join('\n');
}
