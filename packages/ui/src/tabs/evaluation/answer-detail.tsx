import { percent } from '@echo/plots';
import type { ReportTrial } from '@echo/report';
import type { JSX } from 'preact';
import type { LogSummary } from '../../logs/log-desk.js';
import { shownText, Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage } from '../../shell/context.js';

interface AnswerDetailProps {
  readonly log: LogSummary;
  readonly index: number;
  readonly other: string;
  readonly onClose: () => void;
}

/** Everything that is known of an answer, beside that of the other log. */
export function AnswerDetail({ log, index, other, onClose }: AnswerDetailProps): JSX.Element {
  const { logs } = usePage();
  const { value: row, busy } = useAsync(`${log.id} ${index} ${other}`, () =>
    logs().row(log.id, index, other),
  );
  return (
    <article class="detail" aria-label="The open answer">
      <div class="section-head">
        <h3>
          {row === null ? (busy ? 'Opening…' : 'This log has no such answer') : shownText(row.taskId, 80)}
        </h3>
        <button type="button" class="quiet" onClick={onClose}>
          Close
        </button>
      </div>
      {row !== null && (
        <>
          <p class="muted">
            {[row.domain, row.difficulty]
              .filter((part) => part !== undefined)
              .map((part) => shownText(part, 40))
              .join(', ')}
          </p>
          <Part name="Question" of={row.question} />
          <Part name="Expected" of={row.expected} />
          <Answered trial={row} name={other === '' ? 'Answer' : log.name} />
          {row.other !== null && <Answered trial={row.other} name="Other log" />}
        </>
      )}
    </article>
  );
}

function Answered({ trial, name }: { readonly trial: ReportTrial; readonly name: string }): JSX.Element {
  const { confidence, correct, abstained, answer, grade } = trial;
  const verdict = abstained ? 'abstained' : correct ? 'correct' : 'incorrect';
  const partial = grade !== undefined && grade > 0 && grade < 1 ? `, grade ${grade}` : '';
  return (
    <div class="part">
      <h4>
        {shownText(name, 60)}{' '}
        <span class={correct ? 'good' : 'bad'}>
          {verdict} at {percent(confidence, 1)}
          {partial}
        </span>
      </h4>
      {answer !== undefined && (
        <p class="text">
          <Text of={answer} />
        </p>
      )}
    </div>
  );
}

function Part({ name, of }: { readonly name: string; readonly of: string | undefined }): JSX.Element | null {
  if (of === undefined) return null;
  return (
    <div class="part">
      <h4>{name}</h4>
      <p class="text">
        <Text of={of} />
      </p>
    </div>
  );
}
