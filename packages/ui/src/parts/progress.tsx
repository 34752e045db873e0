import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PolicyClient, Progress } from '../backend.js';

const MEGABYTE = 1e6;

/** Bytes of bytes while the embedded policy is fetched; nothing before and after. */
export function PolicyLoading({ policy }: { readonly policy: PolicyClient }): JSX.Element | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => policy.watchLoading(setProgress), [policy]);
  if (progress === null) return null;
  const { done, of } = progress;
  // The last piece has come, and the weights are put in place.
  if (of !== null && done >= of)
    return <ProgressBar label="Preparing the embedded policy" done={0} of={null} text="a few seconds" />;
  const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);
  return (
    <ProgressBar
      label="Fetching the embedded policy"
      done={done}
      of={of}
      text={`${megabytes(done)}${of === null ? '' : ` of ${megabytes(of)}`} MB`}
    />
  );
}

interface ProgressBarProps extends Progress {
  readonly label: string;
  readonly text: string;
}

/** A bar with its numbers beside it. */
export function ProgressBar({ label, done, of, text }: ProgressBarProps): JSX.Element {
  return (
    <div class="progress">
      <progress aria-label={label} {...(of !== null && { max: of, value: Math.min(done, of) })} />
      <span>
        {label}: <span class="number">{text}</span>
      </span>
    </div>
  );
}
