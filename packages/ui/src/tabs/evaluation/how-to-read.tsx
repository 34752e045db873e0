import type { ReadLogOptions } from 'echo-rl/log';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

type Named = Readonly<Partial<Record<(typeof FIELDS)[number][0] | 'format' | 'scale', string>>>;

const FIELDS = [
  ['confidence', 'Confidence field'],
  ['correct', 'Verdict field'],
  ['provider', 'Provider'],
  ['filter', 'Filter'],
  ['grades', 'Grades, such as Y=1,N=0'],
] as const;

const FORMATS = ['promptfoo', 'inspect', 'lm-evaluation-harness', 'openai-evals', 'echo', 'records', 'csv'];

/** What the reader of a log could not guess: names of fields, the format, the scale. */
export function HowToRead({ onRead }: { readonly onRead: (options: ReadLogOptions) => void }): JSX.Element {
  const [named, setNamed] = useState<Named>({});
  const change = (name: keyof Named) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setNamed({ ...named, [name]: event.currentTarget.value });
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        onRead(optionsOf(named));
      }}
    >
      <h2>How to read it</h2>
      <div class="row">
        {FIELDS.map(([name, label]) => (
          <label key={name} class="field">
            {label}
            <input type="text" value={named[name] ?? ''} onInput={change(name)} />
          </label>
        ))}
        <label class="field">
          Format
          <select value={named.format ?? ''} onChange={change('format')}>
            <option value="">guessed</option>
            {FORMATS.map((format) => (
              <option key={format}>{format}</option>
            ))}
          </select>
        </label>
        <label class="field">
          Scale
          <select value={named.scale ?? ''} onChange={change('scale')}>
            <option value="">told by size</option>
            <option value="probability">0 to 1</option>
            <option value="percent">per cent</option>
          </select>
        </label>
        <button type="submit" class="main">
          Read it so
        </button>
      </div>
    </form>
  );
}

/** The options of a form: what is empty is left to be guessed. */
function optionsOf({ grades, ...named }: Named): ReadLogOptions {
  const kept = Object.fromEntries(Object.entries(named).filter(([, value]) => value.trim() !== ''));
  const worth = (grades ?? '').split(',').flatMap((pair) => {
    const [choice = '', value = ''] = pair.split('=').map((part) => part.trim());
    return choice !== '' && value !== '' && Number.isFinite(Number(value)) ? [[choice, Number(value)]] : [];
  });
  return { ...kept, ...(worth.length > 0 && { grades: Object.fromEntries(worth) }) } as ReadLogOptions;
}
