import { count } from '@echo/plots';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LogSummary } from '../../logs/log-desk.js';
import type { LogView } from '../../logs/log-view.js';
import { shownText, Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';

/** The name of the log, and the other one that it stands beside. */
export function LogHeader({ log, view }: { readonly log: LogSummary; readonly view: LogView }): JSX.Element {
  const { logs } = usePage();
  const { setParams } = useRoute();
  const [refused, setRefused] = useState('');
  const kept = useAsync(`${log.id} ${view.other}`, () => logs().kept());
  const others = (kept.value ?? []).filter(({ id }) => id !== log.id);
  async function add(files: readonly File[]): Promise<void> {
    try {
      const [file] = files;
      if (file) setParams({ with: (await logs().open(file)).id });
      setRefused('');
    } catch (error) {
      setRefused((error as Error).message);
    }
  }
  return (
    <div class="log-header">
      <div class="log-name">
        <Text of={log.name} /> <span class="muted">{count(log.n)} answers</span>
      </div>
      <label class="beside">
        <span class="muted">compared with</span>
        <select
          value={view.other}
          onChange={(event) => setParams({ with: event.currentTarget.value, differ: '', row: '' })}
        >
          <option value="">no other log</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {shownText(name, 60)}
              {id === log.beforeId ? ' (of the same run)' : ''}
            </option>
          ))}
        </select>
      </label>
      <label class="button">
        Add a file
        <input
          class="unseen"
          type="file"
          onChange={(event) => void add([...(event.currentTarget.files ?? [])])}
        />
      </label>
      <button type="button" class="quiet" onClick={() => setParams({ log: '', with: '', row: '' })}>
        Another log
      </button>
      {refused !== '' && (
        <p role="alert">
          <Text of={refused} />
        </p>
      )}
    </div>
  );
}
