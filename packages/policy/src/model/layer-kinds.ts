import type { ModelConfig } from './model-config.js';

/** What layers of one model differ in besides their weights. */
export interface LayerKind {
  /** The last layer has only the output rows that predict tokens. */
  readonly last: boolean;
  /** A local layer sees the last positions alone and may have a rotary base of its own. */
  readonly local: boolean;
}

/** Whether a layer is local. */
function isLocal({ local }: ModelConfig, layer: number): boolean {
  return local?.layers[layer] ?? false;
}

/** A value for the last layer and one for all others, each made once. */
export function byLast<T>({ layers }: ModelConfig, make: (last: boolean) => T): (layer: number) => T {
  const last = make(true);
  const inner = layers > 1 ? make(false) : last;
  return (layer) => (layer < layers - 1 ? inner : last);
}

/** A value for local layers and one for global ones, each made once. */
export function byLocality<T>(config: ModelConfig, make: (local: boolean) => T): (layer: number) => T {
  const global = make(false);
  const local = config.local ? make(true) : global;
  return (layer) => (isLocal(config, layer) ? local : global);
}

/** A value for each kind of layer, each made once. */
export function byKind<T>(config: ModelConfig, make: (kind: LayerKind) => T): (layer: number) => T {
  const of = byLast(config, (last) => byLocality(config, (local) => make({ last, local })));
  return (layer) => of(layer)(layer);
}

/**
 * The window of local layers if it hides any of `positions` positions from another; else infinite. Then local
 * layers see what global ones do.
 */
export function hidingWindow({ local }: ModelConfig, positions: number): number {
  return local && positions > local.window ? local.window : Number.POSITIVE_INFINITY;
}
