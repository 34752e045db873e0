import { type ReportAnalysis, reportJson, reportMarkdown } from '@echo/report';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ExportFormat } from '../../logs/export-rows.js';
import type { LogSummary } from '../../logs/log-desk.js';
import type { LogView } from '../../logs/log-view.js';
import { download } from '../../parts/download.js';
import { usePage } from '../../shell/context.js';

interface SaveAsProps {
  readonly log: LogSummary;
  readonly view: LogView;
  readonly analysis: ReportAnalysis;
}

/** Saves the answers of the view, filtered and in order, or the report of them. */
export function SaveAs({ log, view, analysis }: SaveAsProps): JSX.Element {
  const { logs } = usePage();
  const [refused, setRefused] = useState('');
  const save = (ending: string, type: string, text: Promise<string>) =>
    text
      .then((written) => download(`${log.name}.${ending}`, written, type))
      .catch((error: Error) => setRefused(error.message));
  const rows = (format: ExportFormat) => logs().export(view, format);
  const choices = [
    {
      label: 'Answers as a log',
      save: () => save('trials.jsonl', 'application/jsonl', rows('trials')),
    },
    { label: 'Answers as CSV', save: () => save('csv', 'text/csv', rows('csv')) },
    { label: 'Answers as JSON', save: () => save('json', 'application/json', rows('json')) },
    {
      label: 'Report as Markdown',
      save: () => save('report.md', 'text/markdown', Promise.resolve(reportMarkdown(analysis))),
    },
    {
      label: 'Report as JSON',
      save: () => save('report.json', 'application/json', Promise.resolve(reportJson(analysis))),
    },
  ];
  return (
    <section>
      <h2>Save what is shown</h2>
      <div class="row">
        {choices.map(({ label, save: run }) => (
          <button key={label} type="button" onClick={() => void run()}>
            {label}
          </button>
        ))}
      </div>
      {refused !== '' && <p role="alert">{refused}</p>}
    </section>
  );
}
