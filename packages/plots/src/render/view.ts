import * as vega from 'vega';
import type { FigureSpec } from '../layout/figure.js';
import { measureText } from '../text/measure.js';

interface TextItem {
  readonly font?: string;
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
}

/** What Vega measures text with; exported by it, but not in its types. */
interface TextMetrics {
  width: (item: TextItem, text: string) => number;
}

/** How a view is made. */
export interface ViewOptions {
  /**
   * `expressionInterpreter` of `vega-interpreter`: then nothing is evaluated as code, which a page without
   * `unsafe-eval` in its Content-Security-Policy needs.
   */
  readonly interpreter?: unknown;
}

/** A Vega view of a figure that measures its text with the shipped font. */
export function viewOf(spec: FigureSpec, { interpreter }: ViewOptions = {}): vega.View {
  measureWithShippedFont();
  // Vega writes into rows of data, and takes a row that stands twice for one.
  const copy = JSON.parse(JSON.stringify(spec)) as FigureSpec;
  const options = { renderer: 'none', logLevel: vega.Error } as const;
  return interpreter === undefined
    ? new vega.View(vega.parse(copy), options)
    : new vega.View(vega.parse(copy, undefined, { ast: true }), { ...options, expr: interpreter });
}

const MARKED = Symbol.for('@echo/plots measures');

/** Text of other figures on the same page is measured as before. */
function measureWithShippedFont(): void {
  const { textMetrics } = vega as unknown as { textMetrics: TextMetrics };
  const before = textMetrics.width as TextMetrics['width'] & { [MARKED]?: true };
  if (before[MARKED]) return;
  const width = (item: TextItem, text: string) =>
    item.font?.startsWith('Arimo')
      ? measureText(String(text), item.fontSize ?? 11, Number(item.fontWeight) >= 600 ? 'bold' : 'regular')
      : before(item, text);
  textMetrics.width = Object.assign(width, { [MARKED]: true as const });
}
