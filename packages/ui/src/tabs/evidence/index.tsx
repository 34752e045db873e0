import { count, trainingCurves } from '@echo/plots';
import { reportFigures } from '@echo/report';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LogSummary } from '../../logs/log-desk.js';
import { viewOfParams } from '../../logs/log-view.js';
import { Figure } from '../../parts/figure.js';
import { FileDrop } from '../../parts/file-drop.js';
import { Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { useDemo } from '../../parts/use-demo.js';
import { usePage, useRoute } from '../../shell/context.js';
import { formatRoute } from '../../store/route.js';
import { Numbers } from '../evaluation/numbers.js';
import './evidence.css';
import { ServerRuns } from './server-runs.js';

/** What a training run has shown: curves, before and after beside baselines, and what made it. */
export default function EvidenceTab(): JSX.Element {
  const { logs, backend } = usePage();
  const { params, setParams } = useRoute();
  const openDemo = useDemo();
  const [refused, setRefused] = useState('');
  const id = params.run ?? '';
  const kept = useAsync(`kept ${id}`, async () => (await logs().kept()).filter(({ hasRun }) => hasRun));
  const found = useAsync(id === '' ? null : id, () => logs().find(id));

  const open = (opening: Promise<LogSummary> | undefined) =>
    opening?.then(
      (log) => {
        setRefused('');
        setParams({ run: log.id });
      },
      (error: Error) => setRefused(error.message),
    );

  return (
    <>
      {id === '' && (
        <FileDrop
          folder
          button="Choose a run folder"
          onFiles={(files) => void open(logs().openRun([...files]))}
        >
          Drop the folder of a run, or its <code>trials.jsonl</code> and <code>events.jsonl</code>.{' '}
          <b>Nothing leaves this machine.</b>
        </FileDrop>
      )}
      {id === '' && openDemo && (
        <p>
          No run at hand?{' '}
          <button type="button" class="plain" onClick={() => void open(openDemo())}>
            Show the demo run
          </button>
          , before and after its training.
        </p>
      )}
      <p class="row run-choice">
        {kept.value
          ?.filter((log) => log.id !== id)
          .map(({ id: other, name }) => (
            <button key={other} type="button" class="quiet" onClick={() => setParams({ run: other })}>
              <Text of={name} />
            </button>
          ))}
        {id !== '' && (
          <button type="button" class="quiet" onClick={() => setParams({ run: '' })}>
            Another run
          </button>
        )}
      </p>
      {(refused || found.error) && (
        <p role="alert">
          <Text of={refused || (found.error ?? '')} />
        </p>
      )}
      {id !== '' && !found.busy && found.value === null && (
        <p role="alert">This run is not kept in this browser; drop its folder.</p>
      )}
      {found.value && <Evidence log={found.value} />}
      {backend.server && <ServerRuns server={backend.server} />}
    </>
  );
}

function Evidence({ log }: { readonly log: LogSummary }): JSX.Element {
  const { logs } = usePage();
  const view = viewOfParams({ log: log.id, with: log.beforeId ?? '' });
  const run = useAsync(`run ${log.id}`, () => logs().run(log.id));
  const measured = useAsync(`measured ${log.id}`, () => logs().analyze(view, 0.1));
  const analysis = measured.value;
  const figures = analysis === null ? [] : reportFigures(analysis).filter(({ name }) => SHOWN.includes(name));
  const steps = run.value?.steps ?? [];
  const answers = formatRoute({ tab: 'evaluation', params: { log: log.id, with: log.beforeId ?? '' } });
  return (
    <>
      {measured.error !== null && <p role="alert">{measured.error}</p>}
      {analysis === null && measured.busy && <p class="waiting">Measuring…</p>}
      {analysis !== null && (
        <>
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
          <p>
            <a href={answers}>Every one of the {count(log.n)} answers</a>
          </p>
        </>
      )}
      <div class="figures">
        {steps.length > 0 && (
          <Figure
            of={`curves ${log.id}`}
            draw={(options) =>
              trainingCurves([{ label: log.name, steps }], {
                ...options,
                title: `The training, ${count(steps.length)} steps`,
                source: log.name,
              })
            }
          />
        )}
        {figures.map(({ name, draw }) => (
          <Figure key={name} of={`${name} ${log.id}`} draw={draw} />
        ))}
      </div>
      {analysis !== null && (
        <section>
          <h2>Before and after</h2>
          <Numbers analysis={analysis} />
        </section>
      )}
      {run.value !== null && run.value.facts.length > 0 && (
        <section>
          <h2>What made it</h2>
          <dl class="facts">
            {run.value.facts.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <Text of={name} />
                </dt>
                <dd>
                  <Text of={value} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

const SHOWN = ['reliability', 'baselines'];
