import { type PresetName, presets } from '@echo/reward';
import { expectedAnswer, type Task } from '@echo/tasks';
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { download } from '../../parts/download.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';
import { type ChallengeAnswer, type Judged, judge, type SetSize, taskAt } from './challenge.js';
import './challenge.css';
import { keepAnswers, keptAnswers } from './kept-answers.js';
import { modelAnswers } from './model-answers.js';
import { Outcome } from './outcome.js';
import { Question } from './question.js';
import { Standing } from './standing.js';

const SIZES: readonly SetSize[] = [10, 30, 'endless'];
const REWARDS: readonly PresetName[] = ['honest', 'echo', 'rlcr', 'logarithmic', 'spherical'];

/** Questions to a person, judged as a model's answers are. */
export default function ChallengeTab(): JSX.Element {
  const { backend } = usePage();
  const { params } = useRoute();
  const { shipped } = backend;
  const data = useAsync(shipped ? 'tasks' : null, async () => {
    if (!shipped) throw new Error('This page has no questions beside it.');
    const [tasks, trials] = await Promise.all([shipped.tasks('test'), shipped.demo('trials.jsonl')]);
    return { tasks, model: await modelAnswers(trials) };
  });
  const seed = Math.floor(Number(params.seed ?? 1)) || 1;
  const size = SIZES.find((each) => String(each) === params.set) ?? 10;
  const reward = REWARDS.find((each) => each === params.reward) ?? 'honest';
  if (data.error !== null) return <p role="alert">{data.error}</p>;
  if (data.value === null) return <p class="waiting">Fetching the questions…</p>;
  return <Challenge key={`${seed} ${reward}`} {...data.value} seed={seed} size={size} reward={reward} />;
}

interface ChallengeProps {
  readonly tasks: readonly Task[];
  readonly model: ReturnType<typeof modelAnswers> extends Promise<infer T> ? T : never;
  readonly seed: number;
  readonly size: SetSize;
  readonly reward: PresetName;
}

function Challenge({ tasks, model, seed, size, reward }: ChallengeProps): JSX.Element {
  const { setParams } = useRoute();
  const [answers, setAnswers] = useState(() => keptAnswers({ seed, reward }));
  const [judged, setJudged] = useState<Judged | null>(null);
  useEffect(() => keepAnswers({ seed, reward }, answers), [answers]);
  const last = answers.at(-1) ?? null;
  const index = judged === null ? answers.length : answers.length - 1;
  const task = useMemo(() => taskAt(tasks, seed, index), [tasks, seed, index]);
  const isOver = size !== 'endless' && answers.length >= size && judged === null;

  function answer(text: string, confidence: number): void {
    const result = judge(task, { answer: text, confidence }, reward);
    const theirs = model.get(task.id);
    const given: ChallengeAnswer = {
      taskId: task.id,
      question: task.question,
      expected: expectedAnswer(task),
      answer: text,
      confidence,
      correct: result.correct,
      reward: result.breakdown.total,
      model: theirs ? { ...theirs, reward: rewardOf(task, theirs, reward) } : null,
    };
    setAnswers([...answers, given]);
    setJudged(result);
  }

  return (
    <>
      <div class="row challenge-options">
        <label class="field">
          Questions
          <select value={String(size)} onChange={(event) => setParams({ set: event.currentTarget.value })}>
            {SIZES.map((each) => (
              <option key={each} value={String(each)}>
                {each === 'endless' ? 'endless' : `a set of ${each}`}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          Reward
          <select value={reward} onChange={(event) => setParams({ reward: event.currentTarget.value })}>
            {REWARDS.filter((name) => name in presets).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => setParams({ seed: String(seed + 1) })}>
          New questions
        </button>
        {answers.length > 0 && (
          <>
            <button
              type="button"
              onClick={() => {
                setAnswers([]);
                setJudged(null);
              }}
            >
              Start again
            </button>
            <button
              type="button"
              onClick={() =>
                download('challenge.json', exported({ seed, reward, answers }), 'application/json')
              }
            >
              Save as JSON
            </button>
          </>
        )}
      </div>
      <div class="columns challenge">
        <div>
          {isOver ? (
            <section class="card">
              <h2>The set is done</h2>
              <p>Your answers are kept in this browser. Take more questions, or save what you have.</p>
              <button
                type="button"
                class="main"
                onClick={() => setParams({ set: size === 10 ? '30' : 'endless' })}
              >
                {size === 10 ? 'Go on to 30' : 'Go on'}
              </button>
            </section>
          ) : (
            <Question
              key={task.id + index}
              task={task}
              place={size === 'endless' ? `Question ${index + 1}` : `Question ${index + 1} of ${size}`}
              given={judged === null ? null : last}
              onAnswer={answer}
            />
          )}
          {judged !== null && last !== null && (
            <Outcome judged={judged} answer={last} onNext={() => setJudged(null)} />
          )}
        </div>
        <Standing answers={answers} />
      </div>
    </>
  );
}

function rewardOf(
  task: Task,
  reply: { readonly answer: string; readonly confidence: number; readonly correct: boolean },
  reward: PresetName,
): number {
  const { ifCorrect, ifIncorrect } = judge(task, reply, reward);
  return (reply.correct ? ifCorrect : ifIncorrect)[Math.round(100 * reply.confidence)] ?? 0;
}

const exported = (of: object): string =>
  `${JSON.stringify({ format: 'echo-challenge', version: 1, ...of }, null, 1)}\n`;
