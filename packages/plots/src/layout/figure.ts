import { EchoError } from '@echo/core';
import type { Spec } from 'vega';
import { cleanText, wrapText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import { THEMES, type Theme, type ThemeName } from '../theme/theme.js';
import { expectFinite } from './expect.js';
import { type LegendItem, legend } from './legend.js';
import type { Drawn } from './panel.js';
import { textLines } from './text-mark.js';

/** A figure: a Vega specification in plain JSON, for `@echo/plots/render` or any other Vega runtime. */
export type FigureSpec = Spec;

/** What every figure takes. */
export interface FigureOptions {
  readonly title: string;
  /** The run or the file that the data came from; it stands below the figure. */
  readonly source: string;
  /** More numbers for the line below the title, such as the ECE with its interval. */
  readonly detail?: string;
  /** `light` unless given. */
  readonly theme?: ThemeName;
  /** In pixels: 640 unless given, 360 for a phone, at least 300. */
  readonly width?: number;
}

/** The room between the header and the notes of a figure. */
export interface Area {
  readonly theme: Theme;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Whether there is room for one panel beside another. */
  readonly wide: boolean;
}

export interface FigureContent {
  /** The figure's name in errors, such as `a reliability diagram`. */
  readonly name: string;
  /** What the figure shows in numbers, below the title: n, ECE with its interval. */
  readonly subtitle?: string;
  readonly legend?: (theme: Theme) => readonly LegendItem[];
  /** How to read the figure, below it. */
  readonly note?: string;
  /** Pixels beyond which more width would only stretch the figure. */
  readonly widest?: number;
  readonly draw: (area: Area) => Drawn;
}

const PADDING = 14;
const NARROWEST = 300;
const WIDE = 520;

/** Lays out title, numbers, signs, the figure itself, how to read it, and where the data came from. */
export function figure(options: FigureOptions, content: FigureContent): FigureSpec {
  const { title, source, theme: name = 'light', width: wanted = 640 } = options;
  expectText('title', title, 'say what the figure shows');
  expectText('source', source, 'name the run or the file the data came from');
  if (!(wanted >= NARROWEST && Number.isFinite(wanted)))
    throw new EchoError(
      'invalid-input',
      `Expected \`width\` to be at least ${NARROWEST} pixels, got ${wanted}.`,
    );
  const theme = THEMES[name];
  if (theme === undefined)
    throw new EchoError(
      'invalid-input',
      `Expected \`theme\` to be one of ${Object.keys(THEMES).join(', ')}, got ${String(name)}.`,
    );
  const total = Math.min(wanted, content.widest ?? wanted);
  const width = total - 2 * PADDING;
  const x = PADDING;
  let y = PADDING;
  const lines = (text: string, size: number, lineHeight: number, weight?: 'bold') => {
    const wrapped = wrapText(text, width, size, weight);
    const color = weight === 'bold' ? theme.text : theme.muted;
    const marks = textLines(
      wrapped,
      { x, y: y + size, lineHeight },
      { size, color, ...(weight && { weight }) },
    );
    y += wrapped.length * lineHeight;
    return marks;
  };
  const header = lines(title, SIZES.title, 19, 'bold');
  const below = [content.subtitle, options.detail].filter((part) => part !== undefined).join(' · ');
  const numbers = below === '' ? [] : lines(below, SIZES.subtitle, 16);
  y += 6;
  const signs = legend(content.legend?.(theme) ?? [], { theme, x, y, width });
  y += signs.height + (signs.height > 0 ? 8 : 2);
  const body = content.draw({ theme, x, y, width, wide: total >= WIDE });
  y += body.height + 10;
  const notes = content.note === undefined ? [] : lines(content.note, SIZES.note, 15);
  y += content.note === undefined ? 0 : 3;
  const origin = lines(`Source: ${source}`, SIZES.small, 14);
  const height = Math.ceil(y + PADDING - 4);
  const spec: FigureSpec = {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    description: [title, below || undefined, content.note, `Source: ${source}`]
      .filter((part) => part !== undefined)
      .map(cleanText)
      .join('. '),
    width: total,
    height,
    autosize: 'none',
    padding: 0,
    background: theme.background,
    marks: [...header, ...numbers, ...signs.marks, ...body.marks, ...notes, ...origin],
  };
  expectFinite(content.name, spec, '');
  return spec;
}

function expectText(name: string, value: unknown, remedy: string): void {
  if (typeof value !== 'string' || cleanText(value) === '')
    throw new EchoError(
      'invalid-input',
      `Expected \`${name}\` of a figure to be a text, got none: ${remedy}.`,
    );
}
