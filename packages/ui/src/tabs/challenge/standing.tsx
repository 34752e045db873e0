import { decimal, percent, reliabilityDiagram } from '@echo/plots';
import type { JSX } from 'preact';
import { Figure } from '../../parts/figure.js';
import { binsOf, type ChallengeAnswer, scoreOf, verdictOn } from './challenge.js';

/** How the answers stand so far, beside the model's to the same questions. */
export function Standing({ answers }: { readonly answers: readonly ChallengeAnswer[] }): JSX.Element {
  const theirs = answers.flatMap(({ model }) => (model ? [model] : []));
  const rows = [
    { name: 'You', score: scoreOf(answers) },
    { name: 'The model', score: scoreOf(theirs) },
  ];
  return (
    <section class="standing">
      <h2>You and the model</h2>
      <p class="standing-verdict">{verdictOn(answers)}</p>
      {answers.length === 0 ? (
        <p class="muted">
          Answer a question: your reliability diagram grows here, beside that of the embedded policy after the
          demo’s training. Stating the truth pays best on average.
        </p>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <td />
                <th scope="col">mean reward</th>
                <th scope="col">correct</th>
                <th scope="col">Brier score</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, score }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{score ? decimal(score.reward) : '–'}</td>
                  <td>{score ? percent(score.accuracy) : '–'}</td>
                  <td>{score ? decimal(score.brier) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Figure
            of={`standing ${answers.length} ${answers[0]?.taskId}`}
            widest={480}
            draw={(options) =>
              reliabilityDiagram(
                [
                  { label: 'you', bins: binsOf(answers) },
                  ...(theirs.length > 0 ? [{ label: 'the model', bins: binsOf(theirs) }] : []),
                ],
                {
                  ...options,
                  title: 'Accuracy against stated confidence',
                  source: 'this challenge, kept in this browser',
                  arrangement: 'overlay',
                },
              )
            }
          />
        </>
      )}
    </section>
  );
}
