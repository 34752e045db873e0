import type { RawTensor, TensorOps } from '@echo/backend';
import { attendCompletion, intoRectangles, intoRows } from './attention.js';
import { attentionMasks, planSteps } from './attention-plan.js';
import type { CausalLm } from './causal-lm.js';
import { decoderLayer, type LayerRows } from './decoder-layer.js';
import type { GroupLayout } from './group-layout.js';
import type { WeightsOf } from './layer-weights.js';
import { rotationsAt } from './rotary.js';

/**
 * Sends the steps of a layout through the layers behind prompts whose keys and values are known, [N, K · D] with the prompts' rows first: nothing
 * else is computed. Returns the residual stream behind the last layer, [steps, C], and what each layer computed of them.
 */
export function forwardBehind(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  promptsOf: (layer: number) => Pick<LayerRows, 'k' | 'v'>,
): { readonly x: RawTensor; readonly layers: readonly LayerRows[] } {
  const { config } = model;
  const { keyValueHeads: heads, headDim } = config;
  const sequences = layout.prompts * heads;
  const place = (rows: RawTensor, from: RawTensor, batch: number) =>
    intoRectangles(ops, config, rows, from, batch);
  return ops.scope(() => {
    const plan = planSteps(ops, config, layout);
    const masks = attentionMasks(ops, config, layout, true);
    const positions = layout.positions.subarray(layout.promptRows);
    const rotations = rotationsAt(ops, config, { queries: positions, keys: positions });
    const layers: LayerRows[] = [];
    let x = ops.gather(ops.fromTensor(model.embedding), ops.ints(layout.ids.subarray(layout.promptRows)));
    for (let layer = 0; layer < config.layers; layer++) {
      const { out, rows } = ops.scope(() => {
        const known = promptsOf(layer);
        const prompt = {
          k: place(known.k, plan.promptKeys, sequences),
          v: place(known.v, plan.promptKeys, sequences),
        };
        return decoderLayer(
          ops,
          config,
          weightsOf(layer),
          rotations,
          (q, k, v) => {
            const attended = plan.branches.map(({ groupSize, from }, i) => {
              const own = {
                k: place(k, from, sequences * groupSize),
                v: place(v, from, sequences * groupSize),
              };
              const causal = masks.own[i] as RawTensor;
              return attendCompletion(ops, place(q, from, sequences), prompt, masks.padding, own, causal).out;
            });
            const width = (config.heads / heads) * headDim;
            return { rows: intoRows(ops, attended, plan.back, width, heads), trace: null };
          },
          null,
          x,
        );
      });
      layers.push(rows);
      x = out;
    }
    return { x, layers };
  });
}
