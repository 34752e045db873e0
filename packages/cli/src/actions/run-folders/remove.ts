import { assertRemovable, removeRun, summarizeRun } from '@echo/run/node';
import { misuse } from 'echo-rl/commands';
import type { RemoveArguments } from '../../commands/runs.js';
import { confirm } from '../../confirm.js';

/**
 * Removes runs; on a terminal it asks about each, elsewhere it wants `--yes`.
 *
 * Where one of them is no run, none is removed.
 */
export async function removeAction(
  paths: readonly string[],
  { yes = false, force = false, json = false }: RemoveArguments,
): Promise<void> {
  for (const path of paths) await assertRemovable(path, force);
  if (!yes && process.stdin.isTTY !== true) misuse('give --yes where nobody can be asked.');
  const removed: string[] = [];
  for (const path of paths) {
    const { state, steps, of } = await summarizeRun(path);
    if (!yes && !(await confirm(`Remove ${path} (${state}, step ${steps} of ${of})?`))) continue;
    await removeRun(path, { force });
    removed.push(path);
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ removed })}\n`
      : `${removed.length === 0 ? 'Nothing was removed.' : `Removed ${removed.join(', ')}.`}\n`,
  );
}
