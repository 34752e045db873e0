/** Values that one side adds and the other takes one after the other, waiting where there is none. */
export interface EventQueue<T> extends AsyncIterable<T> {
  push(value: T): void;
  /** Ends the iteration after the values that are there, with an error if one is given. */
  end(error?: unknown): void;
}

/** An empty queue, for one reader. */
export function eventQueue<T>(): EventQueue<T> {
  const values: T[] = [];
  let ended: { readonly error?: unknown } | null = null;
  let wake = () => {};
  return {
    push(value) {
      values.push(value);
      wake();
    },
    end(error) {
      ended ??= error === undefined ? {} : { error };
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (values.length > 0) yield values.shift() as T;
        if (ended) {
          if ('error' in ended) throw ended.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
