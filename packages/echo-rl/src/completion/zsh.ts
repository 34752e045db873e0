import { allNodes, type CompletionNode, functionName } from './completion-tree.js';
import { optionCases, pathPatterns, quoted } from './posix.js';

/**
 * A completion for zsh, with descriptions; to be sourced after `compinit`, or a file `_echo-rl` in `fpath`.
 *
 * It starts no program. Where there is nothing to choose from, files are completed.
 */
export function zshCompletion(root: CompletionNode): string {
  const nodes = allNodes(root);
  const values = optionCases(nodes).map(
    ({ pattern, choices }) =>
      `    ${pattern}) ${choices.length > 0 ? `compadd -- ${choices.map(quoted).join(' ')}` : '_files'}; return ;;`,
  );
  const others = nodes.map(({ path, options, commands, choices }) => {
    const flags = options.flatMap((option) => option.flags.map((flag) => item(flag, option.description)));
    const names = [
      ...commands.map(({ name, description }) => item(name, description)),
      ...choices.map((choice) => item(choice, '')),
    ];
    return `    ${quoted(path)}) flags=(${flags.join(' ')}) names=(${names.join(' ')}) ;;`;
  });
  const name = functionName(root);
  return `#compdef ${root.name}
# ${root.name} completes in zsh, after compinit: eval "$(${root.name} completion zsh)"
${name}() {
  local at='' i
  local -a flags names
  for ((i = 2; i < CURRENT; i++)); do
    case "$at/\${words[i]}" in
    ${pathPatterns(nodes)}) at="$at/\${words[i]}" ;;
    esac
  done
  if compset -P '--*='; then set -- "\${IPREFIX%=}"; else set -- "\${words[CURRENT - 1]}"; fi
  case "$at $1" in
${values.join('\n')}
  esac
  case "$at" in
${others.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option flags
  elif (( $#names )); then
    _describe command names
  else
    _files
  fi
}
if [[ $funcstack[1] == ${name} ]]; then ${name} "$@"; else compdef ${name} ${root.name}; fi
`;
}

/** A word and what it means, as `_describe` takes them. */
function item(word: string, description: string): string {
  const escaped = word.replaceAll(':', '\\:');
  return quoted(description === '' ? escaped : `${escaped}:${description}`);
}
