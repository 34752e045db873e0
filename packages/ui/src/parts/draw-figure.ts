import type { FigureSpec } from '@echo/plots';
import { viewOf } from '@echo/plots/render';
import { expressionInterpreter } from 'vega-interpreter';

type Datum = Readonly<Record<string, unknown>>;

export interface FigureEvents {
  readonly pick: (datum: Datum) => void;
  /** The row below the pointer, or null. */
  readonly hover: (datum: Datum | null) => void;
  readonly canPick: boolean;
}

/** Draws a figure into an element and returns what takes it away again. */
export async function drawFigure(
  element: HTMLElement,
  spec: FigureSpec,
  { pick, hover, canPick }: FigureEvents,
): Promise<() => void> {
  const view = viewOf(spec, { interpreter: expressionInterpreter });
  view.renderer('svg').initialize(element).hover();
  await view.runAsync();
  const svg = element.querySelector('svg');
  svg?.setAttribute('role', 'img');
  svg?.setAttribute('aria-label', typeof spec.description === 'string' ? spec.description : 'figure');
  view.addEventListener('click', (_, item) => {
    const datum = datumOf(item);
    if (datum) pick(datum);
  });
  view.addEventListener('mousemove', (_, item) => {
    const datum = datumOf(item);
    hover(datum);
    element.classList.toggle('over', canPick && datum !== null);
  });
  return () => view.finalize();
}

/** The row that a mark was drawn of; null for a mark without one. */
function datumOf(item: unknown): Datum | null {
  const { datum } = (item ?? {}) as { datum?: unknown };
  if (typeof datum !== 'object' || datum === null || Object.keys(datum).length === 0) return null;
  return datum as Datum;
}
