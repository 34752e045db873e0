import { percent } from '@echo/plots';
import type { JSX } from 'preact';

/** The probabilities of the 101 integer percentages as bars, with their mean. */
export function Distribution({ probabilities }: { readonly probabilities: readonly number[] }): JSX.Element {
  const most = Math.max(...probabilities, 1e-9);
  const mean = probabilities.reduce((sum, p, i) => sum + (p * i) / 100, 0);
  const likeliest = probabilities.indexOf(most);
  return (
    <figure class="distribution">
      <figcaption>
        The whole distribution over confidences: mean {percent(mean)}, likeliest {likeliest} %
      </figcaption>
      <svg
        viewBox="0 0 404 92"
        role="img"
        aria-label={`Confidence: mean ${percent(mean)}, likeliest ${likeliest} %`}
      >
        {probabilities.map((p, i) => {
          const height = (p / most) * 70;
          return <rect key={i} x={4 * i + 0.4} width={3.2} y={72 - height} height={height} />;
        })}
        <line x1={0} x2={404} y1={72.5} y2={72.5} />
        {[0, 50, 100].map((value) => (
          <text
            key={value}
            x={4 * value + 2}
            y={88}
            text-anchor={value === 0 ? 'start' : value === 100 ? 'end' : 'middle'}
          >
            {value} %
          </text>
        ))}
      </svg>
    </figure>
  );
}
