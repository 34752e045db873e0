/** Rows and columns copied at a time, so that both matrices stay in the cache. */
const TILE = 16;

/** Copies a batch of matrices [rows, columns], stored row by row, column by column. */
export function transpose(
  from: Float32Array,
  to: Float32Array,
  { batch, rows, columns }: { readonly batch: number; readonly rows: number; readonly columns: number },
): void {
  for (let start = 0; start < batch * rows * columns; start += rows * columns)
    for (let top = 0; top < rows; top += TILE) {
      const bottom = Math.min(rows, top + TILE);
      for (let first = 0; first < columns; first += TILE) {
        const last = Math.min(columns, first + TILE);
        for (let column = first; column < last; column++)
          for (let row = top; row < bottom; row++)
            to[start + column * rows + row] = from[start + row * columns + column] as number;
      }
    }
}
