import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What became of an evaluation that was killed again and again. */
export interface KillLoopResult {
  readonly kills: number;
  /** Tasks whose trial was reported in the end. */
  readonly reported: number;
  /** Tasks whose trial had been reported and was not in the log after a kill. */
  readonly lost: readonly string[];
  /** Tasks that were asked again after their trial had been reported. */
  readonly askedAgain: readonly string[];
}

/** Kills an evaluation with SIGKILL whenever ten more trials were reported, then lets it finish. */
export async function killLoop({
  folder,
  kills,
  tasks,
}: {
  readonly folder: string;
  readonly kills: number;
  readonly tasks: number;
}): Promise<KillLoopResult> {
  const [log, asked] = [join(folder, 'killed.jsonl'), join(folder, 'asked.txt')];
  const reported = new Set<string>();
  const [lost, askedAgain] = [new Set<string>(), new Set<string>()];
  for (let kill = 0; kill <= kills; kill++) {
    const before = new Set(reported);
    await writeFile(asked, '');
    await run([log, asked, String(tasks)], (ids) => {
      for (const id of ids) reported.add(id);
      return kill < kills && reported.size >= before.size + 10;
    });
    const kept = new Set(taskIds(await readFile(log, 'utf8')));
    for (const id of reported) if (!kept.has(id)) lost.add(id);
    for (const id of (await readFile(asked, 'utf8')).split('\n')) if (before.has(id)) askedAgain.add(id);
  }
  return { kills, reported: reported.size, lost: [...lost], askedAgain: [...askedAgain] };
}

/** Runs the evaluation, and kills it once `enough` says so of the ids that it reported. */
function run(arguments_: readonly string[], enough: (reported: readonly string[]) => boolean): Promise<void> {
  const script = fileURLToPath(new URL('./killable-evaluation.ts', import.meta.url));
  const node = ['--import', 'tsx', '--conditions=@echo/source', script, ...arguments_];
  const child = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.setEncoding('utf8');
  let rest = '';
  child.stdout.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (enough(lines)) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
}

function taskIds(log: string): readonly string[] {
  return log
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => /"taskId":"(\d+)"/.exec(line)?.[1] ?? []);
}
