import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/policy', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "DEFAULT_DATE",
      "DEFAULT_LORA",
      "DEFAULT_SAMPLING",
      "PLAIN_CHAT_TEMPLATE",
      "PROJECTIONS",
      "adapterParameters",
      "assembleCausalLm",
      "assignAdapter",
      "createAdapter",
      "createPolicy",
      "disposeCausalLm",
      "groupLogProbs",
      "loadCausalLm",
      "modelConfigToHf",
      "parameterShapes",
      "parseModelConfig",
      "peftFiles",
      "peftFromFiles",
      "policyFromFiles",
      "promptStates",
      "tokenTrie",
      "tokenizerFromFiles",
    ]
  `);
});

test('@echo/policy/node', async () => {
  expect(Object.keys(await import('./node.js')).sort()).toMatchInlineSnapshot(`
    [
      "loadPolicy",
      "openGguf",
      "openHuggingFaceFolder",
      "readPeftFolder",
      "readSafetensors",
      "replaceFolder",
      "writePeftFolder",
      "writeSafetensors",
    ]
  `);
});
