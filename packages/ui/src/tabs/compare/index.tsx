import { gradeResponse } from '@echo/env';
import { expectedAnswer, renderPrompt, type Task } from '@echo/tasks';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { PolicyLoading } from '../../parts/progress.js';
import { shownText } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';
import { taskAt } from '../challenge/challenge.js';
import '../challenge/challenge.css';
import './compare.css';
import { Side } from './side.js';
import { answerersOf } from './sides.js';

/** The same question to two models, side by side. */
export default function CompareTab(): JSX.Element {
  const { backend } = usePage();
  const { params, setParams } = useRoute();
  const tasks = useAsync(
    backend.shipped ? 'tasks' : null,
    async () => (await backend.shipped?.tasks('test')) ?? [],
  );
  const named = useAsync(
    backend.server ? 'completers' : null,
    async () => (await backend.server?.completers()) ?? [],
  );
  const [round, setRound] = useState(0);
  const place = Math.max(1, Math.floor(Number(params.q ?? 1)) || 1);
  const answerers = answerersOf(backend, named.value ?? []);
  if (tasks.error !== null) return <p role="alert">{tasks.error}</p>;
  if (tasks.value === null) return <p class="waiting">Fetching the questions…</p>;
  if (answerers.length === 0)
    return (
      <p>
        This page has nobody to ask: the embedded policy runs in a worker, and a server names further models.
      </p>
    );
  const task = taskAt(tasks.value, 1, place - 1);
  const chosen = (name: string | undefined, other: number) =>
    answerers.find((each) => each.name === name) ?? answerers[other] ?? answerers[0];
  const sides = [chosen(params.a, 0), chosen(params.b, 1)] as const;
  return (
    <>
      <section class="card">
        <p class="muted place">
          Question {place} · {task.domain}, {task.difficulty}
        </p>
        <p class="asked">{shownText(task.question)}</p>
        <ChoiceList task={task} />
        <div class="row">
          <button type="button" class="main" onClick={() => setRound(round + 1)}>
            Ask both
          </button>
          <button
            type="button"
            onClick={() => {
              setRound(0);
              setParams({ q: String(place + 1) });
            }}
          >
            Next question
          </button>
          <details>
            <summary>Expected answer</summary>
            {shownText(expectedAnswer(task))}
          </details>
        </div>
      </section>
      {backend.policy && <PolicyLoading policy={backend.policy} />}
      <div class="columns">
        {sides.map(
          (answerer, i) =>
            answerer && (
              <section key={i === 0 ? 'a' : 'b'} class="side">
                <label class="field">
                  {i === 0 ? 'First' : 'Second'}
                  <select
                    value={answerer.name}
                    onChange={(event) => setParams({ [i === 0 ? 'a' : 'b']: event.currentTarget.value })}
                  >
                    {answerers.map(({ name, label }) => (
                      <option key={name} value={name}>
                        {shownText(label, 60)}
                      </option>
                    ))}
                  </select>
                </label>
                {round === 0 && (
                  <p class="muted">
                    The reply is written here, with how likely each confidence was where the model tells it.
                  </p>
                )}
                {round > 0 && (
                  <Side
                    key={`${answerer.name} ${task.id} ${round}`}
                    answerer={answerer}
                    prompt={renderPrompt(task)}
                    grade={(text) => gradeResponse(task, text)}
                  />
                )}
              </section>
            ),
        )}
      </div>
    </>
  );
}

function ChoiceList({ task }: { readonly task: Task }): JSX.Element | null {
  if (task.answerKey.kind !== 'choice') return null;
  return (
    <ul class="plain-choices">
      {task.answerKey.choices.map(({ label, text }) => (
        <li key={label}>
          <b>{label}</b> {shownText(text)}
        </li>
      ))}
    </ul>
  );
}
