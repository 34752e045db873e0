import type { FingerprintRow } from '@echo/metrics/fingerprint';
import { count, estimate, percent, percentEstimate } from '@echo/plots';
import type { JSX } from 'preact';
import type { LogFingerprint } from '../../logs/fingerprints.js';
import { shownText, Text } from '../../parts/text.js';
import { formatRoute } from '../../store/route.js';
import { answersOf, type Cell } from './answers-of.js';

const DIFFICULTIES = ['easy', 'medium', 'hard'];
const rank = (difficulty: string) =>
  DIFFICULTIES.includes(difficulty) ? DIFFICULTIES.indexOf(difficulty) : DIFFICULTIES.length;

/** Domains and their difficulties in numbers, with 95 % intervals; each name opens its answers. */
export function FingerprintTable({ fingerprint }: { readonly fingerprint: LogFingerprint }): JSX.Element {
  const { label, domains } = fingerprint;
  return (
    <section>
      <h2>
        <Text of={label} />
      </h2>
      <div class="wide-table">
        <table class="fingerprint">
          <thead>
            <tr>
              <th scope="col">domain</th>
              <th scope="col">n</th>
              <th scope="col">accuracy</th>
              <th scope="col">confidence</th>
              <th scope="col">gap</th>
              <th scope="col">ECE</th>
            </tr>
          </thead>
          <tbody>
            {domains.flatMap(({ domain, difficulties, ...row }) => [
              <Row key={domain} row={row} name={domain} cell={{ domain }} of={fingerprint} />,
              ...[...difficulties]
                .sort((a, b) => rank(a.difficulty) - rank(b.difficulty))
                .map(({ difficulty, ...part }) => (
                  <Row
                    key={`${domain} ${difficulty}`}
                    row={part}
                    name={difficulty}
                    cell={{ domain, difficulty }}
                    of={fingerprint}
                    inner
                  />
                )),
            ])}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  readonly row: FingerprintRow;
  readonly name: string;
  readonly cell: Cell;
  readonly of: LogFingerprint;
  readonly inner?: boolean;
}

function Row({ row, name, cell, of, inner = false }: RowProps): JSX.Element {
  return (
    <tr class={inner ? 'inner' : 'outer'}>
      <th scope="row">
        <a href={formatRoute(answersOf(of, cell))}>{shownText(name, 60)}</a>
      </th>
      <td class="number">{count(row.n)}</td>
      <td class="number">{percentEstimate(row.accuracy)}</td>
      <td class="number">{percent(row.meanConfidence)}</td>
      <td class="number">{estimate(row.gap, points)}</td>
      <td class="number">{estimate(row.ece)}</td>
    </tr>
  );
}

function points(gap: number): string {
  const whole = Math.round(100 * gap);
  return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole)}`;
}
