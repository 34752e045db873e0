import { z } from 'zod';

/** The action: one completion, untrusted text. */
export const actionSchema = z
  .strictObject({
    metadata: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Additional metadata for the action; ignored'),
    response: z
      .string()
      .describe(
        'The completion: <confidence>N</confidence><answer>X</answer>, N a whole number from 0 to 100',
      ),
  })
  .meta({ title: 'EchoAction' });

export type WireAction = z.output<typeof actionSchema>;
