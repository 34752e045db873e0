import type { Command } from 'commander';
import { addCommand } from 'echo-rl/commands';

export interface DoctorArguments {
  readonly test?: boolean;
  readonly json?: boolean;
}

/** Adds the command `doctor`, which says what this machine has and lacks. */
export function addDoctor(program: Command): void {
  addCommand(program, 'doctor', {
    description:
      'say which backend, models, Python, browser and Hub there are, and how to get what is missing; exit code 1 where something needed is',
    examples: ['echo-rl doctor', 'echo-rl doctor --test'],
  })
    .option('--test', 'also parse, grade, reward and measure embedded tasks, and make one training step')
    .option('--json', 'print one line of JSON')
    .action(async (options: DoctorArguments) => {
      const { doctorAction } = await import('../actions/doctor.js');
      await doctorAction(options);
    });
}
