import { allNodes, type CompletionNode, functionName } from './completion-tree.js';
import { optionCases, pathPatterns, quoted } from './posix.js';

/**
 * A completion for bash, from version 3.2 and without the package bash-completion.
 *
 * It starts no program. Where there is nothing to choose from, files are completed.
 */
export function bashCompletion(root: CompletionNode): string {
  const nodes = allNodes(root);
  const words = (list: readonly string[]) => `COMPREPLY=($(compgen -W ${quoted(list.join(' '))} -- "$cur"))`;
  const values = optionCases(nodes).map(
    ({ pattern, choices }) => `    ${pattern}) ${choices.length > 0 ? words(choices) : ':'}; return ;;`,
  );
  const others = nodes.map(({ path, options, commands, choices }) => {
    const flags = options.flatMap((option) => option.flags);
    const names = [...commands.map(({ name }) => name), ...choices];
    return `    ${quoted(path)}) if [[ $cur == -* ]]; then ${words(flags)}; else ${names.length > 0 ? words(names) : ':'}; fi ;;`;
  });
  const name = functionName(root);
  return `# ${root.name} completes in bash: eval "$(${root.name} completion bash)"
${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} at='' i
  # Bash takes --option=value for three words.
  if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at/\${COMP_WORDS[i]}" in
    ${pathPatterns(nodes)}) at="$at/\${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$at $prev" in
${values.join('\n')}
  esac
  case "$at" in
${others.join('\n')}
  esac
}
complete -o default -F ${name} ${root.name}
`;
}
