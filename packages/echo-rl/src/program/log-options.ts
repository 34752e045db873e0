import { type Command, InvalidArgumentError, Option } from 'commander';
import { LOG_FORMATS, type LogFormat, type ReadLogOptions } from '../log/log-row.js';
import { oneOf } from './options.js';

/** The flags of a command that reads a log. */
export interface LogArguments {
  readonly format?: LogFormat;
  readonly confidence?: string;
  readonly correct?: string;
  readonly scale?: 'percent' | 'probability';
  readonly filter?: string;
  readonly provider?: string;
  readonly grades?: Readonly<Record<string, number>>;
}

/** Gives a command the flags that say how a log is to be read. */
export function addLogOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <name>', `${LOG_FORMATS.join(', ')}; guessed unless given`).argParser(
        oneOf(LOG_FORMATS),
      ),
    )
    .option(
      '--confidence <field>',
      "the field with the confidence; else the tool's own, the reply, likelihoods",
    )
    .option('--correct <field>', 'the field, metric or scorer that tells correct from incorrect')
    .addOption(
      new Option('--scale <name>', 'percent or probability; told by the values unless given').argParser(
        oneOf(['percent', 'probability'] as const),
      ),
    )
    .option('--filter <name>', 'of lm-evaluation-harness: whose samples to take')
    .option('--provider <name>', 'of promptfoo: whose results to take')
    .option(
      '--grades <list>',
      'of a model-graded eval: what each choice is worth, such as Y=1,N=0',
      gradeList,
    );
}

/** The options of `readLog` among the flags of a command. */
export function logOptions({
  format,
  confidence,
  correct,
  scale,
  filter,
  provider,
  grades,
}: LogArguments): ReadLogOptions {
  return {
    ...(format !== undefined && { format }),
    ...(confidence !== undefined && { confidence }),
    ...(correct !== undefined && { correct }),
    ...(scale !== undefined && { scale }),
    ...(filter !== undefined && { filter }),
    ...(provider !== undefined && { provider }),
    ...(grades !== undefined && { grades }),
  };
}

function gradeList(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', worth = ''] = part.split('=');
      const grade = worth.trim() === '' ? Number.NaN : Number(worth);
      if (name.trim() === '' || !(grade >= 0 && grade <= 1))
        throw new InvalidArgumentError('Expected choices with a grade from 0 to 1, such as Y=1,N=0.');
      return [name.trim(), grade];
    }),
  );
}
