import { lenientInteger } from '@echo/env/wire';
import type { Task } from '@echo/tasks';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HttpFault } from '../http/error-replies.js';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';

const environment = z.object({ env_name: z.string() });
const ofSplit = z.looseObject({ split: z.string() });
const ofTask = z.looseObject({ split: z.string(), index: lenientInteger() });
const ofRange = z.looseObject({
  split: z.string(),
  start: lenientInteger().nullish(),
  stop: lenientInteger().nullish(),
});

/** What a task shows before it is answered: everything but its key. */
export type PublicTask = Pick<Task, 'id' | 'domain' | 'difficulty' | 'question'> & {
  readonly index: number;
  readonly split: string;
};

/** Adds the Task API: `reset(split=…, index=…)` poses the task that it lists at that place. */
export function addTaskRoutes(app: FastifyInstance, { definition, splits }: ServerContext): void {
  const zod = withZod(app);
  const tags = ['Tasks'];
  const known = (name: string): void => {
    if (name.toLowerCase() !== definition.name.toLowerCase())
      throw new HttpFault(404, `unknown environment '${name}'`);
  };
  const tasksOf = (split: string): readonly Task[] => {
    if (!splits.has(split)) throw new HttpFault(400, `unknown split '${split}'`);
    return splits.tasks(split);
  };
  const shown = (split: string, start: number, stop?: number): readonly PublicTask[] =>
    tasksOf(split)
      .slice(start, stop)
      .map(({ id, domain, difficulty, question }, i) => ({
        index: start + i,
        split,
        id,
        domain,
        difficulty,
        question,
      }));

  zod.get('/list_environments', { schema: { summary: 'The environments served', tags } }, async () => [
    definition.name,
  ]);
  zod.get(
    '/:env_name/splits',
    { schema: { summary: 'The splits of the tasks', tags, params: environment } },
    async ({ params }) => {
      known(params.env_name);
      return splits.names.map((name) => ({ name, type: typeOf(name) }));
    },
  );
  zod.post(
    '/:env_name/tasks',
    { schema: { summary: 'The tasks of a split', tags, params: environment, body: ofSplit } },
    async ({ params, body }) => {
      known(params.env_name);
      return { tasks: shown(body.split, 0), env_name: definition.name };
    },
  );
  zod.post(
    '/:env_name/num_tasks',
    { schema: { summary: 'How many tasks a split has', tags, params: environment, body: ofSplit } },
    async ({ params, body }) => {
      known(params.env_name);
      return { num_tasks: tasksOf(body.split).length };
    },
  );
  zod.post(
    '/:env_name/task',
    { schema: { summary: 'A task', tags, params: environment, body: ofTask } },
    async ({ params, body: { split, index } }) => {
      known(params.env_name);
      const [task] = index < 0 ? [] : shown(split, index, index + 1);
      if (!task) throw new HttpFault(400, 'Invalid task index');
      return { task };
    },
  );
  zod.post(
    '/:env_name/task_range',
    { schema: { summary: 'Some tasks', tags, params: environment, body: ofRange } },
    async ({ params, body: { split, start, stop } }) => {
      known(params.env_name);
      const { length } = tasksOf(split);
      const [from, to] = [place(start ?? 0, length), place(stop ?? length, length)];
      return { tasks: shown(split, from, Math.max(from, to)) };
    },
  );
}

/** A place counted from the end when negative, within the list. */
function place(index: number, length: number): number {
  return Math.min(length, Math.max(0, index < 0 ? length + index : index));
}

function typeOf(split: string): 'train' | 'validation' | 'test' {
  return split === 'train' || split === 'test' ? split : 'validation';
}
