import { EchoError, type Rng } from '@echo/core';
import { DIFFICULTIES, type Difficulty, type Phase, phaseMix, type Task } from '@echo/tasks';
import type { ResetOptions } from './environment.js';

/** The tasks that are posed. */
export interface PosedTasks {
  readonly tasks: readonly Task[];
  /** How often a task is drawn, by its id; 1 for those it does not name. All alike unless given. */
  readonly weights?: ReadonlyMap<string, number>;
}

/**
 * The task a reset asks for: the one at `index`, or a drawn one.
 *
 * It is drawn among those of the domain and difficulty, or the phase's mix of difficulties. Throws
 * `invalid-input` when there is none.
 */
export function drawTask({ tasks, weights }: PosedTasks, options: ResetOptions, rng: Rng): Task {
  const { index, domain, phase } = options;
  if (index !== undefined) {
    const task = tasks[index];
    if (!task)
      throw new EchoError(
        'invalid-input',
        `Expected \`index\` to be a place in the task set, 0 to ${tasks.length - 1}, got ${index}.`,
      );
    return task;
  }
  const ofDomain = domain === undefined ? tasks : tasks.filter((task) => task.domain === domain);
  const difficulty = options.difficulty ?? (phase && drawDifficulty(ofDomain, phase, rng));
  const eligible =
    difficulty === undefined ? ofDomain : ofDomain.filter((task) => task.difficulty === difficulty);
  const task = weights ? chooseByWeight(eligible, weights, rng) : rng.choose(eligible);
  if (!task) {
    const asked = [domain && `domain ${domain}`, difficulty && `difficulty ${difficulty}`]
      .filter(Boolean)
      .join(' and ');
    throw new EchoError(
      'invalid-input',
      `The task set has no task of ${asked || 'any kind'}; choose another or add tasks.`,
    );
  }
  return task;
}

/** A task with a chance in proportion to its weight; undefined of nothing. */
function chooseByWeight(
  tasks: readonly Task[],
  weights: ReadonlyMap<string, number>,
  rng: Rng,
): Task | undefined {
  const weightOf = ({ id }: Task) => weights.get(id) ?? 1;
  let rest = rng.next() * tasks.reduce((sum, task) => sum + weightOf(task), 0);
  for (const task of tasks) {
    rest -= weightOf(task);
    if (rest < 0) return task;
  }
  return tasks.at(-1);
}

/** A difficulty by the phase's weights, among those the tasks have. */
function drawDifficulty(tasks: readonly Task[], phase: Phase, rng: Rng): Difficulty | undefined {
  const mix = phaseMix(phase);
  const present = DIFFICULTIES.filter((d) => mix[d] > 0 && tasks.some((task) => task.difficulty === d));
  let rest = rng.next() * present.reduce((sum, d) => sum + mix[d], 0);
  for (const difficulty of present) {
    rest -= mix[difficulty];
    if (rest < 0) return difficulty;
  }
  return present.at(-1);
}
