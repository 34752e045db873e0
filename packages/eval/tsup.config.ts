import { library } from '@echo/library-build';

export default library({
  entry: ['src/index.ts', 'src/node.ts', 'src/echo-bench.ts', 'src/openai.ts', 'src/ai-sdk.ts'],
});
