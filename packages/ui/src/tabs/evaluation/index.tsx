import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { viewOfParams } from '../../logs/log-view.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';
import { Analysis } from './analysis.js';
import { OpenLog } from './open-log.js';
import './evaluation.css';

/** The calibration report of a log that is dropped on the page. */
export default function EvaluationTab(): JSX.Element {
  const { logs } = usePage();
  const { params } = useRoute();
  const view = useMemo(() => viewOfParams(params), [params]);
  const found = useAsync(view.log === '' ? null : view.log, () => logs().find(view.log));
  if (view.log === '') return <OpenLog />;
  if (found.value === null) {
    if (found.busy) return <p class="waiting">Opening the log…</p>;
    return (
      <>
        <p role="alert">
          {found.error ??
            'This log is not kept in this browser: its address holds where it was opened. Drop its file.'}
        </p>
        <OpenLog />
      </>
    );
  }
  return <Analysis log={found.value} view={view} />;
}
