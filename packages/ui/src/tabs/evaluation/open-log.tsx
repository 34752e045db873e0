import { count } from '@echo/plots';
import type { ReadLogOptions } from 'echo-rl/log';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LogSummary } from '../../logs/log-desk.js';
import { FileDrop } from '../../parts/file-drop.js';
import { Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';
import { HowToRead } from './how-to-read.js';
import { RunEvaluation } from './run-evaluation.js';

/** Where a log is dropped, chosen, or taken from those kept in the browser. */
export function OpenLog(): JSX.Element {
  const { logs, backend } = usePage();
  const { setParams } = useRoute();
  const [reading, setReading] = useState<string | null>(null);
  const [refused, setRefused] = useState<{
    readonly message: string;
    readonly files: readonly File[];
  } | null>(null);
  const [change, setChange] = useState(0);
  const kept = useAsync(`kept ${change}`, () => logs().kept());

  async function open(files: readonly File[], options: ReadLogOptions = {}): Promise<void> {
    setRefused(null);
    const opened: LogSummary[] = [];
    try {
      for (const file of files.slice(0, 2)) {
        setReading(file.name);
        opened.push(await logs().open(file, options));
      }
      const [log, other] = opened;
      setParams({ log: log?.id ?? '', with: other?.id ?? log?.beforeId ?? '' });
    } catch (error) {
      setRefused({ message: (error as Error).message, files });
    } finally {
      setReading(null);
    }
  }

  return (
    <>
      <FileDrop onFiles={(files) => void open(files)} button="Choose a file">
        Drop the log of an evaluation here: promptfoo, Inspect, lm-evaluation-harness, OpenAI evals, CSV, JSON
        Lines, or trials of ECHO. Two files at once are set side by side. <b>Nothing leaves this machine.</b>
      </FileDrop>
      {reading !== null && (
        <p class="waiting" role="status">
          Reading <Text of={reading} />…
        </p>
      )}
      {refused !== null && (
        <>
          <p role="alert">
            <Text of={refused.message} />
          </p>
          <HowToRead onRead={(options) => void open(refused.files, options)} />
        </>
      )}
      {backend.shipped && (
        <p>
          No log at hand?{' '}
          <button
            type="button"
            class="plain"
            onClick={() => void backend.shipped?.demo('trials.jsonl').then((file) => open([file]))}
          >
            Open the answers of the demo run
          </button>
          , before and after its training.
        </p>
      )}
      <RunEvaluation />
      {kept.value !== null && kept.value.length > 0 && (
        <section>
          <h2>Kept in this browser</h2>
          <ul class="kept">
            {kept.value.map(({ id, name, n }) => (
              <li key={id}>
                <button type="button" class="plain" onClick={() => setParams({ log: id, with: '' })}>
                  <Text of={name} />
                </button>
                <span class="muted">{count(n)} answers</span>
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Remove ${name} from this browser`}
                  onClick={() =>
                    void logs()
                      .remove(id)
                      .then(() => setChange((times) => times + 1))
                  }
                >
                  Remove
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
