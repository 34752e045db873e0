import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ExportFormat } from '../../logs/export-rows.js';
import type { LogSummary } from '../../logs/log-desk.js';
import type { LogView } from '../../logs/log-view.js';
import { download } from '../../parts/download.js';
import { usePage } from '../../shell/context.js';

const FORMATS: readonly { readonly format: ExportFormat; readonly label: string; readonly type: string }[] = [
  { format: 'csv', label: 'Answers as CSV', type: 'text/csv' },
  { format: 'json', label: 'Answers as JSON', type: 'application/json' },
  { format: 'report.md', label: 'Report as Markdown', type: 'text/markdown' },
  { format: 'report.json', label: 'Report as JSON', type: 'application/json' },
];

/** Saves the answers of the view, filtered and in order, or the report of them. */
export function SaveAs({ log, view }: { readonly log: LogSummary; readonly view: LogView }): JSX.Element {
  const { logs } = usePage();
  const [refused, setRefused] = useState('');
  const save = (format: ExportFormat, type: string) =>
    logs()
      .export(view, format)
      .then((text) => download(`${log.name}.${format}`, text, type))
      .catch((error: Error) => setRefused(error.message));
  return (
    <section>
      <h2>Save what is shown</h2>
      <div class="row">
        {FORMATS.map(({ format, label, type }) => (
          <button key={format} type="button" onClick={() => void save(format, type)}>
            {label}
          </button>
        ))}
      </div>
      {refused !== '' && <p role="alert">{refused}</p>}
    </section>
  );
}
