import { decimal } from '@echo/plots';
import type { JSX } from 'preact';

interface RewardLinesProps {
  /** By integer percentage. */
  readonly ifCorrect: readonly number[];
  readonly ifIncorrect: readonly number[];
  readonly confidence: number;
  readonly correct: boolean;
}

const BOX = { width: 480, height: 190, left: 44, right: 96, top: 14, bottom: 30 };

/** What each confidence would have earned, correct and incorrect, with a mark on the one that was stated. */
export function RewardLines({ ifCorrect, ifIncorrect, confidence, correct }: RewardLinesProps): JSX.Element {
  const all = [...ifCorrect, ...ifIncorrect];
  const [low, high] = [Math.min(...all, 0), Math.max(...all)];
  const x = (percent: number) => BOX.left + (percent / 100) * (BOX.width - BOX.left - BOX.right);
  const y = (reward: number) =>
    BOX.top + ((high - reward) / (high - low)) * (BOX.height - BOX.top - BOX.bottom);
  const path = (values: readonly number[]) =>
    values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)},${y(value).toFixed(1)}`).join('');
  const percent = Math.round(100 * confidence);
  const earned = (correct ? ifCorrect : ifIncorrect)[percent] ?? 0;
  const label = `Reward by stated confidence: at ${percent} % it is ${decimal(ifCorrect[percent] ?? 0)} if correct and ${decimal(ifIncorrect[percent] ?? 0)} if incorrect.`;
  return (
    <figure class="reward-lines">
      <figcaption>What other confidences would have earned</figcaption>
      <svg viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={label}>
        {[low, 0, high].map((value) => (
          <g key={value} class="tick">
            <line x1={x(0)} x2={x(100)} y1={y(value)} y2={y(value)} />
            <text x={x(0) - 6} y={y(value) + 4} text-anchor="end">
              {decimal(value, 2)}
            </text>
          </g>
        ))}
        {[0, 50, 100].map((value) => (
          <text key={value} class="below" x={x(value)} y={BOX.height - 8} text-anchor="middle">
            {value} %
          </text>
        ))}
        <path class="line-correct" d={path(ifCorrect)} />
        <path class="line-incorrect" d={path(ifIncorrect)} />
        <text class="name-correct" x={x(100) + 8} y={y(ifCorrect[100] ?? 0) + 4}>
          if correct
        </text>
        <text class="name-incorrect" x={x(100) + 8} y={y(ifIncorrect[100] ?? 0) + 4}>
          if incorrect
        </text>
        <line class="stated-at" x1={x(percent)} x2={x(percent)} y1={BOX.top} y2={BOX.height - BOX.bottom} />
        <circle
          class={correct ? 'earned-correct' : 'earned-incorrect'}
          cx={x(percent)}
          cy={y(earned)}
          r={5.5}
        />
      </svg>
    </figure>
  );
}
