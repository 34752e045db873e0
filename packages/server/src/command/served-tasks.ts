import type { Task } from '@echo/tasks';
import { readTasks } from '@echo/tasks/node';

/**
 * The tasks that `--tasks` names: the training splits of published sources, commas between, or a task file.
 *
 * Throws what `downloadTasks` and `readTasks` throw.
 */
export async function servedTasks(name: string, onNote: (text: string) => void): Promise<readonly Task[]> {
  const { downloadTasks, SOURCES } = await import('@echo/tasks/hub');
  const isSource = (part: string): part is keyof typeof SOURCES => Object.hasOwn(SOURCES, part);
  const names = name.split(',').map((part) => part.trim());
  if (!names.every(isSource)) return readTasks(name);
  const found: Task[] = [];
  for (const source of names) {
    const { tasks } = await downloadTasks(source);
    onNote(`${source}: ${tasks.length} tasks`);
    found.push(...tasks);
  }
  return found;
}
