import { library } from '@echo/library-build';

export default library({ entry: ['src/index.ts', 'src/node.ts'] });
