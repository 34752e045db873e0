import { allNodes, type CompletionNode, type CompletionOption, functionName } from './completion-tree.js';

/**
 * A completion for fish, with descriptions.
 *
 * It starts no program. Where there is nothing to choose from, files are completed.
 */
export function fishCompletion(root: CompletionNode): string {
  const at = `_${functionName(root)}_at`;
  const nodes = allNodes(root);
  const lines = nodes.flatMap(({ path, options, commands, choices }) => {
    const here = `complete -c ${root.name} -n ${fishQuoted(`${at} ${fishQuoted(path)}`)}`;
    return [
      ...commands.map((sub) => `${here} -f -a ${sub.name} -d ${fishQuoted(sub.description)}`),
      ...choices.map((choice) => `${here} -f -a ${fishQuoted(choice)}`),
      ...options.map((option) => `${here}${optionWords(option)}`),
    ];
  });
  return `# ${root.name} completes in fish: ${root.name} completion fish | source
function ${at}
    set -l at ''
    for word in (commandline -opc)[2..]
        switch "$at/$word"
            case ${nodes.flatMap(({ path }) => path || []).join(' ')}
                set at "$at/$word"
        end
    end
    test "$at" = "$argv[1]"
end
${lines.join('\n')}
`;
}

function optionWords({ flags, takesValue, choices, description }: CompletionOption): string {
  const names = flags.map((flag) =>
    flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`,
  );
  const value = choices.length > 0 ? ` -x -a ${fishQuoted(choices.join(' '))}` : takesValue ? ' -r -F' : '';
  return `${names.join('')}${value} -d ${fishQuoted(description)}`;
}

/** A text between single quotes, as fish reads it. */
function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
