/** An evaluation that is killed again and again: `tsx kill-loop.ts [KILLS]`. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killLoop } from '../src/testing/kill-loop.js';

const kills = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'echo-eval-'));
try {
  const tasks = 15 * (kills + 1);
  const result = await killLoop({ folder, kills, tasks });
  assert.deepEqual(result, { kills, reported: tasks, lost: [], askedAgain: [] });
  process.stdout.write(`killed ${kills} times: ${tasks} of ${tasks} trials, none lost, none asked again\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
