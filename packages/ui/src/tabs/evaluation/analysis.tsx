import type { JSX } from 'preact';
import type { LogSummary } from '../../logs/log-desk.js';
import type { LogView } from '../../logs/log-view.js';
import { Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';
import { Abstention } from './abstention.js';
import { Answers } from './answers.js';
import { BenchmarkVerdict } from './benchmark-verdict.js';
import { Filters } from './filters.js';
import { LogHeader } from './log-header.js';
import { MoreFigures } from './more-figures.js';
import { Numbers } from './numbers.js';
import { Recalibration } from './recalibration.js';
import { Reliability } from './reliability.js';
import { SaveAs } from './save-as.js';

/** The report of a view of a log: verdict, figures, and the answers it was made of. */
export function Analysis({ log, view }: { readonly log: LogSummary; readonly view: LogView }): JSX.Element {
  const { logs } = usePage();
  const { params } = useRoute();
  const risk = riskOf(params.risk);
  // Order changes no number.
  const key = JSON.stringify({ ...view, sort: 'log', risk });
  const { value: analysis, error, busy } = useAsync(key, () => logs().analyze(view, risk));
  return (
    <>
      <LogHeader log={log} view={view} />
      {log.benchmark && <BenchmarkVerdict outcome={log.benchmark} />}
      <Filters log={log} view={view} />
      {error !== null && (
        <p role="alert">
          <Text of={error} />
        </p>
      )}
      {analysis === null && busy && <p class="waiting">Measuring…</p>}
      {analysis !== null && (
        <div class={busy ? 'measured stale' : 'measured'} aria-busy={busy}>
          <p class="verdict">
            <Text of={analysis.verdict.headline} />
          </p>
          <ul class="why">
            {analysis.verdict.sentences.map((sentence) => (
              <li key={sentence}>
                <Text of={sentence} />
              </li>
            ))}
          </ul>
          <div class="columns">
            <Reliability analysis={analysis} view={view} drawn={key} />
            <div>
              <Numbers analysis={analysis} />
            </div>
          </div>
          <Abstention analysis={analysis} drawn={key} />
        </div>
      )}
      <Answers log={log} view={view} />
      {analysis !== null && (
        <>
          <section>
            <h2>What to do next</h2>
            <ul class="advice">
              {analysis.advice.map(({ title, text }) => (
                <li key={title}>
                  <b>{title}.</b> <Text of={text} />
                </li>
              ))}
            </ul>
            <Recalibration log={log} view={view} risk={risk} />
          </section>
          <MoreFigures analysis={analysis} drawn={key} />
          <SaveAs log={log} view={view} analysis={analysis} />
          <section>
            <h2>How this was read</h2>
            <ul class="muted notes">
              {log.notes.map((note) => (
                <li key={note}>
                  <Text of={note} />
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}

/** The wanted risk of an address, in per cent; .1 unless it is one. */
function riskOf(text: string | undefined): number {
  const value = Number(text) / 100;
  return value > 0 && value < 1 ? value : 0.1;
}
