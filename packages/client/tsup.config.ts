import { library } from '@echo/library-build';

export default library({ cjs: true });
