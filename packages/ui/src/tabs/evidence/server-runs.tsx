import type { WireRun } from '@echo/env/wire';
import { count, decimal, trainingCurves } from '@echo/plots';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ServerClient } from '../../backend.js';
import { stepsOf } from '../../logs/run-evidence.js';
import { Figure } from '../../parts/figure.js';
import { shownText } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { useRoute } from '../../shell/context.js';

/** The runs of the server, each with its curves as they come. */
export function ServerRuns({ server }: { readonly server: ServerClient }): JSX.Element | null {
  const { params, setParams } = useRoute();
  const runs = useAsync('server runs', async () => (await server.runs()).runs);
  const open = runs.value?.find(({ id }) => id === params.on);
  if (runs.error !== null) return <p role="alert">{runs.error}</p>;
  if (runs.value === null || runs.value.length === 0) return null;
  return (
    <section>
      <h2>Runs of this server</h2>
      <div class="wide-table">
        <table>
          <thead>
            <tr>
              <th scope="col">run</th>
              <th scope="col">state</th>
              <th scope="col">steps</th>
              <th scope="col">reward</th>
              <th scope="col">seed</th>
              <th scope="col">ECE before</th>
              <th scope="col">ECE after</th>
            </tr>
          </thead>
          <tbody>
            {runs.value.map((run) => (
              <tr key={run.id}>
                <th scope="row">
                  <button type="button" class="plain" onClick={() => setParams({ on: run.id })}>
                    {shownText(run.id, 64)}
                  </button>
                </th>
                <td>{run.state}</td>
                <td class="number">
                  {count(run.steps)} of {count(run.of)}
                </td>
                <td>{shownText(run.reward, 40)}</td>
                <td class="number">{run.seed}</td>
                <td class="number">{eceOf(run.before)}</td>
                <td class="number">{eceOf(run.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && <RunCurves key={open.id} run={open} server={server} />}
    </section>
  );
}

function RunCurves({ run, server }: { readonly run: WireRun; readonly server: ServerClient }): JSX.Element {
  const [lines, setLines] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState('');
  useEffect(() => {
    const gone = new AbortController();
    const follow = async () => {
      const come: string[] = [];
      for await (const event of server.runEvents(run.id, gone.signal)) {
        if (event.type === 'error') setFailed(event.message);
        if (event.type !== 'step') continue;
        come.push(JSON.stringify(event.step));
        setLines([...come]);
      }
    };
    follow().catch((error: Error) => !gone.signal.aborted && setFailed(error.message));
    return () => gone.abort();
  }, [run.id]);
  const steps = stepsOf(lines.join('\n'));
  return (
    <>
      {failed !== '' && <p role="alert">{failed}</p>}
      {steps.length > 0 && (
        <Figure
          of={`server run ${run.id} ${steps.length}`}
          draw={(options) =>
            trainingCurves([{ label: run.id, steps }], {
              ...options,
              title: `${run.id}, ${steps.length} steps`,
              source: run.id,
            })
          }
        />
      )}
    </>
  );
}

function eceOf(measures: WireRun['before']): string {
  const ece = measures?.ece.value ?? null;
  return ece === null ? '–' : decimal(ece);
}
