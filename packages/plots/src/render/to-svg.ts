import type { FigureSpec } from '../layout/figure.js';
import { cleanText } from '../text/measure.js';
import { viewOf } from './view.js';

/**
 * Renders a figure as a standalone SVG document, without a browser.
 *
 * The same specification gives the same bytes. A screen reader finds one image with the figure's description.
 *
 * @example
 * ```ts
 * import { rewardCurve } from '@echo/plots';
 * import { toSvg } from '@echo/plots/render';
 *
 * const curve = [{ truth: 0, bestReport: 0, value: 0 }, { truth: 1, bestReport: 1, value: 1 }];
 * const svg = await toSvg(rewardCurve(curve, { title: 'A reward', source: 'made up' }));
 * svg.slice(0, 4); // → '<svg'
 * ```
 */
export async function toSvg(spec: FigureSpec): Promise<string> {
  const view = viewOf(spec);
  try {
    const svg = await view.toSVG();
    const label = escapeXml(cleanText(typeof spec.description === 'string' ? spec.description : 'figure'));
    return svg.replace(/^<svg /, `<svg role="img" aria-label="${label}" `);
  } finally {
    view.finalize();
  }
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
