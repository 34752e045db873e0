import type { Task } from '@echo/tasks';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChallengeAnswer } from './challenge.js';

interface QuestionProps {
  readonly task: Task;
  readonly place: string;
  /** What was answered, once it was. */
  readonly given: ChallengeAnswer | null;
  readonly onAnswer: (answer: string, confidence: number) => void;
}

/** A question, its choices or a field, and the confidence to state. */
export function Question({ task, place, given, onAnswer }: QuestionProps): JSX.Element {
  const { answerKey, question, domain, difficulty } = task;
  const [text, setText] = useState(given?.answer ?? '');
  const [percent, setPercent] = useState(given === null ? 50 : Math.round(100 * given.confidence));
  const field = useRef<HTMLInputElement>(null);
  const choices = answerKey.kind === 'choice' ? answerKey.choices : null;
  const chance = choices ? `Chance alone would be ${Math.round(100 / choices.length)} %.` : null;
  useEffect(() => {
    if (given === null && place !== 'Question 1') field.current?.focus({ preventScroll: true });
  }, []);
  return (
    <form
      class="card question"
      onSubmit={(event) => {
        event.preventDefault();
        if (given === null && text.trim() !== '') onAnswer(text.trim(), percent / 100);
      }}
    >
      <p class="muted place">
        {place} · {domain}, {difficulty}
      </p>
      <fieldset disabled={given !== null}>
        <legend class="asked">{question}</legend>
        {choices ? (
          <div class="choices">
            {choices.map(({ label, text: says }, i) => (
              <label key={label} class={text === label ? 'choice chosen' : 'choice'}>
                <input
                  ref={i === 0 ? field : null}
                  type="radio"
                  name="answer"
                  value={label}
                  checked={text === label}
                  onChange={() => setText(label)}
                />
                <span class="letter">{label}</span> {says}
              </label>
            ))}
          </div>
        ) : (
          <label class="field">
            {answerKey.kind === 'number' ? 'A number' : 'A few words'}
            <input
              ref={field}
              type="text"
              autocomplete="off"
              inputMode={answerKey.kind === 'number' ? 'decimal' : 'text'}
              value={text}
              maxLength={500}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
        )}
        <label class="confidence">
          How sure are you? <output>{percent} %</output>
          <input
            type="range"
            min={0}
            max={100}
            step={1}
            value={percent}
            aria-valuetext={`${percent} per cent`}
            onInput={(event) => setPercent(Number(event.currentTarget.value))}
          />
          <span class="ends muted" aria-hidden="true">
            <span>surely not</span>
            <span>certain</span>
          </span>
        </label>
        {chance && <p class="muted small">{chance}</p>}
        {given === null && (
          <button type="submit" class="main" disabled={text.trim() === ''}>
            Answer
          </button>
        )}
      </fieldset>
    </form>
  );
}
