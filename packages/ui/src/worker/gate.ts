/** A gate that work passes between two steps, open or shut. */
export interface Gate {
  /** Resolves when the gate is open. */
  pass(): Promise<void>;
  shut(): void;
  open(): void;
}

/** An open gate. */
export function createGate(): Gate {
  let waiting: (() => void)[] = [];
  let isOpen = true;
  return {
    pass: () => (isOpen ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    shut: () => {
      isOpen = false;
    },
    open: () => {
      isOpen = true;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}
