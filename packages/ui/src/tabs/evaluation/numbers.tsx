import { keyNumbers, type ReportAnalysis } from '@echo/report';
import type { JSX } from 'preact';
import { shownText } from '../../parts/text.js';

/** The numbers everybody asks for, with their intervals. */
export function Numbers({ analysis }: { readonly analysis: ReportAnalysis }): JSX.Element {
  const { labels, rows } = keyNumbers(analysis);
  return (
    <table class="numbers">
      <thead>
        <tr>
          <td />
          {labels.map((label) => (
            <th key={label} scope="col">
              {labels.length === 1 ? 'value [95 %]' : shownText(label, 40)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, meaning, values }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              <span class="meaning">{meaning}</span>
            </th>
            {values.map((value, i) => (
              <td key={labels[i]}>
                {value.split(/(?= \[)/).map((part) => (
                  <span key={part} class="number">
                    {part}
                  </span>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
