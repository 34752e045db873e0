import type { Prompt } from '@echo/core';
import type { GradedResponse } from '@echo/env';
import { percent } from '@echo/plots';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { shownText, Text } from '../../parts/text.js';
import { Verdict } from '../evaluation/answers.js';
import { Distribution } from './distribution.js';
import type { Answerer } from './sides.js';

interface SideProps {
  readonly answerer: Answerer;
  readonly prompt: Prompt;
  readonly grade: (text: string) => GradedResponse;
}

/** Drawn beside the first, greedy reply. */
const SAMPLES = 8;

/** A reply as it is written, its confidence with the distribution where it is known, and samples beside it. */
export function Side({ answerer, prompt, grade }: SideProps): JSX.Element {
  const [text, setText] = useState('');
  const [probabilities, setProbabilities] = useState<readonly number[] | null>(null);
  const [ended, setEnded] = useState(false);
  const [samples, setSamples] = useState<readonly GradedResponse[]>([]);
  const [failed, setFailed] = useState('');

  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const ask = async () => {
      let written = '';
      for await (const event of answerer.ask(prompt, { temperature: 0, seed: 1, signal })) {
        if (signal.aborted) return;
        if (event.type === 'distribution') setProbabilities(event.probabilities);
        if (event.type === 'piece') {
          written += event.text;
          setText(written);
        }
      }
      setEnded(true);
      for (let i = 0; i < SAMPLES; i++) {
        let sample = '';
        for await (const event of answerer.ask(prompt, { temperature: 1, seed: i + 2, signal }))
          if (event.type === 'piece') sample += event.text;
        if (signal.aborted) return;
        const graded = grade(sample);
        setSamples((before) => [...before, graded]);
      }
    };
    ask().catch((error: Error) => !signal.aborted && setFailed(error.message));
    return () => gone.abort();
  }, []);

  const graded = ended ? grade(text) : null;
  return (
    <>
      <p class="reply text" aria-live="polite">
        {text === '' && !ended ? <span class="muted">Thinking…</span> : <Text of={text} />}
      </p>
      {graded && (
        <p class="row">
          <Verdict confidence={graded.parsed.confidence} correct={graded.grade.correct} />
          <span>“{shownText(graded.parsed.answer, 200)}”</span>
        </p>
      )}
      {probabilities && <Distribution probabilities={probabilities} />}
      {samples.length > 0 && (
        <>
          <h3>
            Samples at temperature 1 (n = {samples.length}): {percent(agreement(samples))} agree
          </h3>
          <ul class="samples">
            {samples.map(({ parsed, grade: { correct } }, i) => (
              <li key={i}>
                <Verdict confidence={parsed.confidence} correct={correct} />
                <span>{shownText(parsed.answer, 80)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {failed !== '' && (
        <p role="alert">
          <Text of={failed} />
        </p>
      )}
    </>
  );
}

/** The share of the commonest answer. */
function agreement(samples: readonly GradedResponse[]): number {
  const counts = new Map<string, number>();
  for (const { parsed } of samples) {
    const answer = parsed.answer.trim().toLowerCase();
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return Math.max(...counts.values()) / samples.length;
}
