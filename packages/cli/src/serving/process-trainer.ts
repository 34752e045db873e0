import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EchoError } from '@echo/core';
import type { WireRun, WireRunEvent, WireRunRequest } from '@echo/env/wire';
import { type PresetName, rewardByName } from '@echo/reward';
import { demoConfig, type RunConfigInput, runConfig } from '@echo/run';
import { listRuns, openRun, type RunSummary, readEvents, summarizeRun } from '@echo/run/node';
import type { Trainer } from '@echo/server';

/** Milliseconds between looks at a run's log. */
const INTERVAL = 200;
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * A trainer whose runs are folders in a folder, each trained by a process of its own, one at a time.
 *
 * `program` is what runs `echo-rl`, such as `[process.execPath, 'dist/bin.js']`. A run has the demo's
 * configuration, other options where `defaults` has them, and the reward, seed, steps and number of held-out
 * tasks that are asked for.
 */
export function processTrainer(
  folder: string,
  program: readonly string[],
  defaults: RunConfigInput = {},
): Trainer {
  const running = new Map<string, ChildProcess>();
  const failures = new Map<string, string>();

  async function read(id: string): Promise<WireRun> {
    const summary = ID.test(id) ? await summarizeRun(join(folder, id)).catch(() => null) : null;
    if (!summary)
      throw new EchoError('not-found', `There is no run ${JSON.stringify(id)}; /echo/runs lists them.`);
    return wireRun(summary);
  }

  function wireRun({ path, reward, seed, steps, of, before, after, changed, state }: RunSummary): WireRun {
    const id = basename(path);
    const error = failures.get(id) ?? null;
    const stopped = state === 'finished' ? 'finished' : error === null ? 'paused' : 'failed';
    return {
      id,
      state: running.has(id) ? 'running' : stopped,
      ...{ reward, seed, steps, of, before, after, error },
      changed_at: changed,
    };
  }

  async function goOn(id: string): Promise<WireRun> {
    const [busy] = running.keys();
    if (busy !== undefined)
      throw new EchoError(
        'config-mismatch',
        `The run ${busy} is under way; pause it, or wait until it has ended.`,
      );
    const [node = process.execPath, ...args] = program;
    const child = spawn(node, [...args, 'train', '--out', join(folder, id), '--resume', '--json'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    failures.delete(id);
    running.set(id, child);
    let said = '';
    child.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-4000);
    });
    const ended = (code: number | null, why: string): void => {
      running.delete(id);
      if (code !== 0 && code !== 130) failures.set(id, said.trim().split('\n').at(-1) || why);
    };
    child.once('error', (error) => ended(1, error.message));
    // One that is interrupted before it listens for that has made no step since its last checkpoint.
    child.once('exit', (code, signal) =>
      ended(signal === 'SIGINT' ? 130 : code, `It ended with ${code ?? signal}.`),
    );
    return read(id);
  }

  async function stop(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
  }

  return {
    async list() {
      if (!existsSync(folder)) return [];
      const runs = await listRuns(folder);
      return runs
        .filter(({ path }) => path === join(folder, basename(path)) && ID.test(basename(path)))
        .map(wireRun);
    },
    read,
    async start({ reward = 'honest', seed = 1, steps, held_out, id }: WireRunRequest) {
      rewardByName(reward);
      const asked = {
        ...defaults,
        ...(steps !== undefined && { steps }),
        ...(held_out !== undefined && { evalLimit: held_out }),
      };
      const config = runConfig({ ...demoConfig(reward as PresetName, seed), ...asked });
      const name = id ?? freeName(folder, `${reward}-${seed}`);
      if (existsSync(join(folder, name)))
        throw new EchoError('config-mismatch', `There is a run ${name} already; give another id.`);
      const [busy] = running.keys();
      if (busy === undefined) await openRun(join(folder, name), config);
      return goOn(name);
    },
    async pause(id) {
      const { state } = await read(id);
      const child = running.get(id);
      if (!child)
        throw new EchoError(
          'config-mismatch',
          `The run ${id} is ${state}; only a running one can be paused.`,
        );
      await stop(child);
      return read(id);
    },
    async resume(id) {
      const { state } = await read(id);
      if (state !== 'paused' && state !== 'failed')
        throw new EchoError(
          'config-mismatch',
          `The run ${id} is ${state}; only a paused one can be resumed.`,
        );
      return goOn(id);
    },
    async *events(id, signal): AsyncGenerator<WireRunEvent> {
      let last = 0;
      while (!signal.aborted) {
        const run = await read(id);
        for (const step of await readEvents(join(folder, id))) {
          if (step.step <= last) continue;
          last = step.step;
          yield { type: 'step', step: { ...step } };
        }
        if (run.state !== 'running') {
          yield { type: 'end', run };
          return;
        }
        await sleep(INTERVAL, undefined, { signal });
      }
    },
    async close() {
      await Promise.all([...running.values()].map(stop));
    },
  };
}

function freeName(folder: string, name: string): string {
  let n = 1;
  while (existsSync(join(folder, n === 1 ? name : `${name}-${n}`))) n++;
  return n === 1 ? name : `${name}-${n}`;
}
