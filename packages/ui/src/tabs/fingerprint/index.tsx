import { count } from '@echo/plots';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FileDrop } from '../../parts/file-drop.js';
import { Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { useDemo } from '../../parts/use-demo.js';
import { usePage, useRoute } from '../../shell/context.js';
import './fingerprint.css';
import { FingerprintFigures } from './fingerprint-figures.js';
import { FingerprintTable } from './fingerprint-table.js';

/** More than this many over each other cannot be told apart. */
const MOST = 4;

/** Where a model knows what it knows: domains and difficulties of one or several logs. */
export default function FingerprintTab(): JSX.Element {
  const { logs } = usePage();
  const { params, setParams } = useRoute();
  const openDemo = useDemo();
  const [refused, setRefused] = useState('');
  const ids = (params.logs ?? '').split(' ').filter(Boolean).slice(0, MOST);
  const kept = useAsync(`kept ${params.logs}`, () => logs().kept());
  const key = ids.join(' ');
  const asked = useAsync(key === '' ? null : key, () => logs().fingerprints(ids));
  const choose = (chosen: readonly string[]) => setParams({ logs: chosen.join(' ') });

  async function add(files: readonly File[]): Promise<void> {
    try {
      const opened = await Promise.all(files.slice(0, MOST).map((file) => logs().open(file)));
      choose([...new Set([...ids, ...opened.map(({ id }) => id)])].slice(-MOST));
      setRefused('');
    } catch (error) {
      setRefused((error as Error).message);
    }
  }
  async function demo(): Promise<void> {
    const log = await openDemo?.();
    if (log) choose([log.beforeId, log.id].filter((id) => id !== null));
  }

  return (
    <>
      {kept.value !== null && kept.value.length > 0 && (
        <fieldset class="chosen-logs">
          <legend>Logs over each other, {MOST} at most</legend>
          {kept.value.map(({ id, name, n }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={ids.includes(id)}
                disabled={!ids.includes(id) && ids.length >= MOST}
                onChange={(event) =>
                  choose(event.currentTarget.checked ? [...ids, id] : ids.filter((other) => other !== id))
                }
              />{' '}
              <Text of={name} /> <span class="muted">{count(n)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {ids.length === 0 && (
        <>
          <FileDrop onFiles={(files) => void add(files)} button="Choose files">
            Drop logs of one or several models. Domains and difficulties are read from them.{' '}
            <b>Nothing leaves this machine.</b>
          </FileDrop>
          {openDemo && (
            <p>
              No log at hand?{' '}
              <button
                type="button"
                class="plain"
                onClick={() => void demo().catch((error) => setRefused(error.message))}
              >
                Show the demo run
              </button>
              , before and after its training.
            </p>
          )}
        </>
      )}
      {(refused || asked.error) && (
        <p role="alert">
          <Text of={refused || (asked.error ?? '')} />
        </p>
      )}
      {asked.busy && asked.value === null && <p class="waiting">Measuring…</p>}
      {asked.value !== null && (
        <>
          <FingerprintFigures series={asked.value} />
          {asked.value.map((each) => (
            <FingerprintTable key={each.id} fingerprint={each} />
          ))}
        </>
      )}
    </>
  );
}
