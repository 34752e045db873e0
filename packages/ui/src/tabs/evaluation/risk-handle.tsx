import { percent } from '@echo/plots';
import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';

export interface RiskHandleProps {
  readonly threshold: number;
  /** Where the ring of the figure stands, in pixels of the figure; null while there is none. */
  readonly at: Place | null;
  /** The share of questions answered that is dragged to. */
  readonly onDrag: (coverage: number) => void;
  /** The threshold that a key asks for. */
  readonly onKey: (threshold: number) => void;
  readonly onDone: () => void;
  readonly children: ComponentChildren;
}

export interface Place {
  readonly left: number;
  readonly top: number;
}

const STEPS: Readonly<Record<string, (threshold: number) => number>> = {
  ArrowRight: (threshold) => threshold + 0.01,
  ArrowUp: (threshold) => threshold + 0.01,
  ArrowLeft: (threshold) => threshold - 0.01,
  ArrowDown: (threshold) => threshold - 0.01,
  PageUp: (threshold) => threshold + 0.1,
  PageDown: (threshold) => threshold - 0.1,
  Home: () => 0,
  End: () => 1,
};

/** A handle on a risk–coverage curve, moved by pointer along it and by the keys of a slider. */
export function RiskHandle(props: RiskHandleProps): JSX.Element {
  const { threshold, at, onDrag, onKey, onDone, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);
  const drag = (event: PointerEvent) => {
    const plot = box.current && plotOf(box.current);
    if (!dragging.current || !plot) return;
    onDrag(Math.min(1, Math.max(0, (event.clientX - plot.left) / plot.width)));
  };
  const drop = () => {
    if (dragging.current) onDone();
    dragging.current = false;
  };
  return (
    <div class="risk-handle" ref={box}>
      {children}
      {at && (
        <span
          class="handle"
          role="slider"
          tabIndex={0}
          aria-label="Answer from this confidence on"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(100 * threshold)}
          aria-valuetext={percent(threshold)}
          style={{ left: `${at.left}px`, top: `${at.top}px` }}
          onPointerDown={(event) => {
            event.preventDefault();
            event.currentTarget.focus();
            event.currentTarget.setPointerCapture(event.pointerId);
            dragging.current = true;
          }}
          onPointerMove={drag}
          onPointerUp={drop}
          onPointerCancel={drop}
          onKeyDown={(event) => {
            const step = STEPS[event.key];
            if (!step) return;
            event.preventDefault();
            onKey(Math.min(1, Math.max(0, step(threshold))));
          }}
        />
      )}
    </div>
  );
}

/** The plot's extent: that of the longest dotted line, which stands for a random choice. */
function plotOf(element: HTMLElement): DOMRect | null {
  const lines = [...element.querySelectorAll('[stroke-dasharray="2,3"]')];
  const boxes = lines.map((line) => line.getBoundingClientRect()).sort((a, b) => b.width - a.width);
  return boxes[0] && boxes[0].width > 0 ? boxes[0] : null;
}

/** The middle of the ring at a coverage; null where none stands there. The legend's stand above. */
export function placeOfRing(element: HTMLElement, coverage: number): Place | null {
  const plot = plotOf(element);
  if (plot === null) return null;
  const box = element.getBoundingClientRect();
  const wanted = plot.left + coverage * plot.width;
  const middles = [...element.querySelectorAll('.mark-symbol path')]
    .map((ring) => ring.getBoundingClientRect())
    .map(({ left, top, width, height }) => ({ left: left + width / 2, top: top + height / 2 }))
    .filter(({ left }) => Math.abs(left - wanted) < 3)
    .sort((a, b) => b.top - a.top);
  const [ring] = middles;
  return ring ? { left: ring.left - box.left, top: ring.top - box.top } : null;
}
