import type { Mark } from 'vega';

/** A channel of a mark: a constant, or what Vega takes for one. */
type Channel =
  | number
  | string
  | {
      readonly scale?: string;
      readonly field?: string;
      readonly value?: unknown;
      readonly offset?: number;
      readonly band?: number;
    };

export type Channels = Readonly<Record<string, Channel>>;

/** The opacity of what is incorrect, beside what is correct in full colour. */
export const PALE = 0.38;

/** The value of a field on a scale. */
export const on = (scale: string, field: string) => ({ scale, field });

/** The value of a field as it is. */
export const of = (field: string) => ({ field });

/** A scale with just this domain; Vega would stretch it to 0. */
export const linear = (
  name: string,
  domain: readonly [number, number],
  range: readonly [number, number],
) => ({ name, type: 'linear', domain: [...domain], range: [...range], zero: false, nice: false });

/** A mark for each row of a data set, or, without one, a single mark. */
export function mark(type: Mark['type'], data: string | null, channels: Channels): Mark {
  const update = Object.fromEntries(
    Object.entries(channels).map(([name, channel]) => [
      name,
      typeof channel === 'object' ? channel : { value: channel },
    ]),
  );
  return {
    type,
    ...(data !== null && { from: { data } }),
    // One description of the whole figure says more to a screen reader than hundreds of marks.
    aria: false,
    interactive: data !== null,
    encode: { update },
  } as Mark;
}

/** A line through the rows of each group of a data set, in their order. */
export function groupedMark(
  type: 'line' | 'area',
  {
    data,
    by,
    channels,
  }: { readonly data: string; readonly by: readonly string[]; readonly channels: Channels },
): Mark {
  const name = `${data}-by-${by.join('-')}`;
  return {
    type: 'group',
    aria: false,
    from: { facet: { name, data, groupby: [...by] } },
    marks: [mark(type, name, channels)],
  } as Mark;
}

/** The rows that are alone in their group: a line of one point cannot be seen. */
export function loneRows<Row>(rows: readonly Row[], group: (row: Row) => string): readonly Row[] {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(group(row), (sizes.get(group(row)) ?? 0) + 1);
  return rows.filter((row) => sizes.get(group(row)) === 1);
}

/** A group of marks at a place, with data sets and scales of its own. */
export function group(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  parts: {
    readonly data?: Readonly<Record<string, readonly object[]>>;
    readonly scales?: readonly object[];
    readonly marks: readonly Mark[];
  },
): Mark {
  return {
    type: 'group',
    aria: false,
    encode: {
      update: Object.fromEntries(Object.entries(box).map(([name, value]) => [name, { value }])),
    },
    data: Object.entries(parts.data ?? {}).map(([name, values]) => ({ name, values: [...values] })),
    scales: [...(parts.scales ?? [])],
    marks: [...parts.marks],
  } as Mark;
}
