import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface VirtualListProps<Row> {
  readonly total: number;
  /** Changes when the rows are others. */
  readonly of: string;
  readonly rowHeight: number;
  readonly label: string;
  readonly load: (start: number, end: number) => Promise<readonly Row[]>;
  readonly children: (row: Row) => ComponentChildren;
}

/** Rows above and below those seen. */
const MARGIN = 12;

/**
 * A list of any length, of which only the rows in sight are loaded and drawn.
 *
 * Rows have one height. They come from a worker, so that scrolling never waits for them.
 */
export function VirtualList<Row>({
  total,
  of,
  rowHeight,
  label,
  load,
  children,
}: VirtualListProps<Row>): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ start: 0, end: 30 });
  const [loaded, setLoaded] = useState<{
    readonly of: string;
    readonly start: number;
    readonly rows: readonly Row[];
  } | null>(null);

  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    setSeen({ start: 0, end: 30 });
  }, [of]);

  useEffect(() => {
    let isCurrent = true;
    const start = Math.max(0, seen.start - MARGIN);
    void load(start, Math.min(total, seen.end + MARGIN)).then(
      (rows) => isCurrent && setLoaded({ of, start, rows }),
      // What is refused here is refused for the whole view, too, which says so.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [of, total, seen.start, seen.end]);

  const look = () => {
    const element = box.current;
    if (!element) return;
    // Steps of several rows, or each pixel would ask the worker.
    const start = Math.floor(element.scrollTop / rowHeight / 6) * 6;
    const end = start + Math.ceil(element.clientHeight / rowHeight) + 6;
    if (start !== seen.start || end !== seen.end) setSeen({ start, end });
  };
  const rows = loaded?.of === of ? loaded : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={box} class="rows" aria-label={label} tabIndex={0} onScroll={look}>
      <div class="rows-all" style={{ height: `${total * rowHeight}px` }}>
        <ul class="rows-seen" style={{ transform: `translateY(${(rows?.start ?? 0) * rowHeight}px)` }}>
          {rows?.rows.map((row, i) => (
            <li key={(rows.start ?? 0) + i} style={{ height: `${rowHeight}px` }}>
              {children(row)}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
