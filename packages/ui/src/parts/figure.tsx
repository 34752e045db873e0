import type { FigureSpec, ThemeName } from '@echo/plots';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../shell/context.js';
import { useTheme } from '../shell/theme.js';

/** What a figure is drawn for. */
export interface Drawing {
  readonly theme: ThemeName;
  readonly width: number;
}

export interface FigureProps {
  /** Changes when the figure is to be drawn anew. */
  readonly of: string;
  readonly draw: (drawing: Drawing) => FigureSpec;
  /** Called with the row of data that was clicked. */
  readonly onPick?: (datum: Readonly<Record<string, unknown>>) => void;
  /** What a row of data says while the pointer is on it; null for rows that say nothing. */
  readonly say?: (datum: Readonly<Record<string, unknown>>) => string | null;
  readonly widest?: number;
  /** Called with the element once the figure stands in it. */
  readonly onDrawn?: (element: HTMLElement) => void;
}

const NARROWEST = 300;

/** A figure of `@echo/plots`, drawn by Vega for the width there is and the theme of the page. */
export function Figure({ of, draw, onPick, say, widest = 680, onDrawn }: FigureProps): JSX.Element {
  const { store } = usePage();
  const theme = useTheme(store);
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState('');
  const handlers = useRef({ onPick, say, onDrawn });
  handlers.current = { onPick, say, onDrawn };

  useEffect(() => {
    const box = holder.current;
    if (!box) return;
    const measure = () => setWidth(Math.max(NARROWEST, Math.min(widest, Math.floor(box.clientWidth))));
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, [widest]);

  useEffect(() => {
    const element = canvas.current;
    if (!element || width === 0) return;
    let finish: (() => void) | undefined;
    let isCurrent = true;
    const show = async () => {
      const spec = draw({ theme, width });
      const { drawFigure } = await import('./draw-figure.js');
      if (!isCurrent) return;
      finish = await drawFigure(element, spec, {
        pick: (datum) => handlers.current.onPick?.(datum),
        hover: (datum) => setSaid(datum === null ? '' : (handlers.current.say?.(datum) ?? '')),
        canPick: handlers.current.onPick !== undefined,
      });
      setFailed('');
      handlers.current.onDrawn?.(element);
    };
    show().catch((error: Error) => setFailed(error.message));
    return () => {
      isCurrent = false;
      finish?.();
    };
  }, [of, theme, width]);

  return (
    <figure class="figure" ref={holder}>
      <div ref={canvas} class="drawn" />
      {failed !== '' && <p role="alert">{failed}</p>}
      {say && <p class="said">{said || '\u00a0'}</p>}
    </figure>
  );
}
