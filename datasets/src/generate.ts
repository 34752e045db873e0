import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildTasks } from './build-tasks.js';
import { checkLeaks } from './check-leaks.js';
import { toJsonl } from './to-jsonl.js';

const folder = fileURLToPath(new URL('../../packages/tasks/data/', import.meta.url));
const build = buildTasks();
checkLeaks(build);
mkdirSync(folder, { recursive: true });
for (const split of ['train', 'dev', 'test'] as const) {
  const text = toJsonl(build, split);
  writeFileSync(`${folder}${split}.jsonl`, text);
  process.stdout.write(`${split}: ${text.split('\n').length - 1} tasks\n`);
}
