import { decimal } from '@echo/plots';
import type { JSX } from 'preact';
import type { RunState } from './run-state.js';

/** The ECE on held-out answers, before and after. */
export function HeldOut({ runs }: { readonly runs: readonly RunState[] }): JSX.Element | null {
  const measured = runs.filter(({ heldOut }) => heldOut.before !== null);
  if (measured.length === 0) return null;
  const shown = (ece: number | null) => (ece === null ? '–' : decimal(ece));
  return (
    <table class="held-out">
      <thead>
        <tr>
          <th scope="col">held-out answers</th>
          <th scope="col">n</th>
          <th scope="col">ECE before</th>
          <th scope="col">ECE after</th>
        </tr>
      </thead>
      <tbody>
        {measured.map(({ label, heldOut: { n, before, after } }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="number">{n ?? '–'}</td>
            <td class="number">{shown(before)}</td>
            <td class="number">{shown(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
