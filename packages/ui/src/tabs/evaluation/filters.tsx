import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LogSummary } from '../../logs/log-desk.js';
import type { LogView } from '../../logs/log-view.js';
import { shownText } from '../../parts/text.js';
import { useRoute } from '../../shell/context.js';

/** Typing pauses this long, in milliseconds, before the words are searched for. */
const PAUSE = 250;

const NO_FILTER = { q: '', domain: '', difficulty: '', verdict: '', from: '', to: '', differ: '', row: '' };

/** Which answers are measured and listed; each choice stands in the address. */
export function Filters({ log, view }: { readonly log: LogSummary; readonly view: LogView }): JSX.Element {
  const { setParams } = useRoute();
  const [words, setWords] = useState(view.text);
  useEffect(() => setWords(view.text), [view.text]);
  useEffect(() => {
    if (words === view.text) return;
    const timer = setTimeout(() => setParams({ q: words, row: '' }, { replace: true }), PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  const filtered =
    view.text !== '' ||
    view.domain !== '' ||
    view.difficulty !== '' ||
    view.verdict !== '' ||
    view.differ !== '' ||
    view.from > 0 ||
    view.to < 1;
  return (
    <form class="row filters" onSubmit={(event) => event.preventDefault()} aria-label="Filters">
      <label class="field grow">
        Words in question or answer
        <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      <Choice
        label="Domain"
        value={view.domain}
        options={log.domains}
        onChoose={(domain) => setParams({ domain, row: '' })}
      />
      <Choice
        label="Difficulty"
        value={view.difficulty}
        options={log.difficulties}
        onChoose={(difficulty) => setParams({ difficulty, row: '' })}
      />
      <Choice
        label="Verdict"
        value={view.verdict}
        options={['correct', 'incorrect']}
        onChoose={(verdict) => setParams({ verdict, row: '' })}
      />
      <fieldset class="range">
        <legend>Confidence in %</legend>
        <Percent label="from" value={view.from} other={0} onChoose={(from) => setParams({ from, row: '' })} />
        <span aria-hidden="true">–</span>
        <Percent label="below" value={view.to} other={1} onChoose={(to) => setParams({ to, row: '' })} />
      </fieldset>
      {view.other !== '' && (
        <label class="field">
          Compared with the other log
          <select
            value={view.differ}
            onChange={(event) => setParams({ differ: event.currentTarget.value, row: '' })}
          >
            <option value="">all answers</option>
            <option value="verdict">only where verdicts differ</option>
            <option value="confidence">only 20 points or more apart</option>
          </select>
        </label>
      )}
      {filtered && (
        <button type="button" onClick={() => setParams(NO_FILTER)}>
          All answers
        </button>
      )}
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps): JSX.Element | null {
  if (options.length === 0) return null;
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">all</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {shownText(option, 40)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface PercentProps {
  readonly label: string;
  readonly value: number;
  /** What stands for no limit. */
  readonly other: number;
  readonly onChoose: (percent: string) => void;
}

function Percent({ label, value, other, onChoose }: PercentProps): JSX.Element {
  return (
    <input
      type="number"
      min={0}
      max={100}
      aria-label={`Confidence ${label}, in per cent`}
      value={value === other ? '' : Math.round(1000 * value) / 10}
      placeholder={String(100 * other)}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
