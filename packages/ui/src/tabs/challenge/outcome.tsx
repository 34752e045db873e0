import { decimal, payoffCurve, percent } from '@echo/plots';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Figure } from '../../parts/figure.js';
import { shownText } from '../../parts/text.js';
import type { ChallengeAnswer, Judged } from './challenge.js';

interface OutcomeProps {
  readonly judged: Judged;
  readonly answer: ChallengeAnswer;
  readonly onNext: () => void;
}

/** The verdict on an answer, its reward term by term, and what other confidences would have earned. */
export function Outcome({ judged, answer, onNext }: OutcomeProps): JSX.Element {
  const next = useRef<HTMLButtonElement>(null);
  const { breakdown, correct, ifCorrect, ifIncorrect } = judged;
  useEffect(() => next.current?.focus({ preventScroll: true }), []);
  return (
    <section class="card outcome" aria-label="The outcome">
      <div class="section-head">
        <p role="status" class={correct ? 'verdict-line good' : 'verdict-line bad'}>
          {correct ? 'Correct.' : `Incorrect: it is ${shownText(answer.expected, 200)}.`}
        </p>
        <button ref={next} type="button" class="main" onClick={onNext}>
          Next question
        </button>
      </div>
      {answer.model && (
        <p>
          The model answered “{shownText(answer.model.answer, 200)}” at {percent(answer.model.confidence)}:{' '}
          <span class={answer.model.correct ? 'good' : 'bad'}>
            {answer.model.correct ? 'correct' : 'incorrect'}
          </span>
          .
        </p>
      )}
      <table class="breakdown">
        <thead>
          <tr>
            <th scope="col">Reward</th>
            <th scope="col">score</th>
            <th scope="col">weight</th>
            <th scope="col">pays</th>
          </tr>
        </thead>
        <tbody>
          {breakdown.components.map(({ name, score, weight }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{decimal(score)}</td>
              <td>{decimal(weight)}</td>
              <td>{decimal(score * weight)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">in all</th>
            <td />
            <td />
            <td>
              <b>{decimal(breakdown.total)}</b>
            </td>
          </tr>
        </tbody>
      </table>
      <Figure
        of={`payoff ${answer.taskId} ${answer.confidence}`}
        widest={480}
        draw={(options) =>
          payoffCurve(
            ifCorrect.map((earned, percent) => ({
              confidence: percent / 100,
              ifCorrect: earned,
              ifIncorrect: ifIncorrect[percent] ?? 0,
            })),
            {
              ...options,
              title: 'What other confidences would have earned',
              source: 'the reward of this challenge',
              stated: answer,
            },
          )
        }
      />
    </section>
  );
}
