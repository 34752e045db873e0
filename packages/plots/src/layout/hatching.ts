const SPACING = 5;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The lines that hatch a box from the lower left to the upper right. */
export function hatching({ x, y, width, height }: Box) {
  const lines: { readonly x: number; readonly y: number; readonly x2: number; readonly y2: number }[] = [];
  for (let at = SPACING; at < width + height; at += SPACING) {
    const [right, down] = [Math.min(at, width), Math.min(at, height)];
    lines.push({ x: x + right, y: y + at - right, x2: x + at - down, y2: y + down });
  }
  return lines;
}
