import { count, percent } from '@echo/plots';
import type { JSX } from 'preact';
import type { LogSummary } from '../../logs/log-desk.js';
import type { LogRow, LogView } from '../../logs/log-view.js';
import { shownText } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { VirtualList } from '../../parts/virtual-list.js';
import { usePage, useRoute } from '../../shell/context.js';
import { AnswerDetail } from './answer-detail.js';

const ROW_HEIGHT = 62;

/** The answers of a view, the worst mistakes first, and the one that is open. */
export function Answers({ log, view }: { readonly log: LogSummary; readonly view: LogView }): JSX.Element {
  const { logs } = usePage();
  const { params, setParams } = useRoute();
  const key = JSON.stringify(view);
  const first = useAsync(`rows ${key}`, () => logs().rows(view, 0, 0));
  const open = params.row === undefined ? null : Number(params.row);
  const total = first.value?.total ?? 0;
  return (
    <section id="answers">
      <div class="section-head">
        <h2>
          {view.sort === 'worst' ? 'Worst mistakes first' : 'Answers'}{' '}
          <span class="muted">
            {first.value === null ? '' : `${count(total)} of ${count(log.n)} answers`}
            {view.other !== '' &&
              first.value !== null &&
              `, ${count(first.value.paired)} in both logs; of two confidences the second is the other log’s`}
          </span>
        </h2>
        <label class="beside">
          <span class="muted">order</span>
          <select value={view.sort} onChange={(event) => setParams({ sort: event.currentTarget.value })}>
            <option value="worst">worst mistakes first</option>
            <option value="confidence">most confident first</option>
            <option value="log">as in the log</option>
          </select>
        </label>
      </div>
      <div class={open === null ? 'answers' : 'answers with-detail'}>
        {total > 0 && (
          <VirtualList<LogRow>
            of={key}
            total={total}
            rowHeight={ROW_HEIGHT}
            label="Answers"
            load={async (start, end) => (await logs().rows(view, start, end)).rows}
          >
            {(row) => (
              <AnswerRow
                row={row}
                isOpen={row.index === open}
                onOpen={() => setParams({ row: String(row.index) })}
              />
            )}
          </VirtualList>
        )}
        {open !== null && Number.isInteger(open) && (
          <AnswerDetail log={log} index={open} other={view.other} onClose={() => setParams({ row: '' })} />
        )}
      </div>
    </section>
  );
}

interface AnswerRowProps {
  readonly row: LogRow;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function AnswerRow({ row, isOpen, onOpen }: AnswerRowProps): JSX.Element {
  const { confidence, correct, question, answer, taskId, domain, other } = row;
  return (
    <button
      type="button"
      class={`answer${isOpen ? ' open' : ''}${other === null ? '' : ' paired'}`}
      aria-pressed={isOpen}
      onClick={onOpen}
    >
      <Verdict confidence={confidence} correct={correct} />
      <span class="answer-text">
        <span class="line">{shownText(question ?? taskId, 300)}</span>
        <span class="line muted">
          {domain !== undefined && `${shownText(domain, 30)} · `}
          {answer === undefined ? 'no answer text' : shownText(answer, 300)}
        </span>
      </span>
      {other !== null && <Verdict confidence={other.confidence} correct={other.correct} />}
    </button>
  );
}

/** A confidence as a bar, in full colour where the answer is correct; the words say it, too. */
export function Verdict({
  confidence,
  correct,
}: {
  readonly confidence: number;
  readonly correct: boolean;
}): JSX.Element {
  return (
    <span class={correct ? 'stated correct' : 'stated incorrect'}>
      <span class="number">{percent(confidence)}</span>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${100 * confidence}%` }} />
      </span>
      <span class="word">{correct ? 'correct' : 'incorrect'}</span>
    </span>
  );
}
