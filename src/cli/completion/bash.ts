/** Completion for bash 3.2 and later, without the bash-completion package. Where nothing is offered, bash completes file names. */
import type { CommandInfo, OptionInfo } from './tree.ts';

const HEAD = `# bash completion of netsight. To use it: source <(netsight completion bash)
_netsight() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command= i
  COMPREPLY=()
  # bash splits --option=value into three words.
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
`;

/** The script; all words in it are our own, and none needs quoting. */
export function bashScript(commands: readonly CommandInfo[], rootOptions: readonly OptionInfo[]): string {
  const names = commands.map(({ name }) => name);
  const every = [{ name: '', options: rootOptions }, ...commands];
  return `${HEAD}  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${names.join(' | ')}) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  case "$command $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$command" in
${every.map(({ name, options }) => offer(`'${name}'`, flagsOf(options))).join('\n')}
    esac
    return
  fi
  case "$command" in
${[offer("''", names), ...commands.flatMap(argumentCase)].join('\n')}
  esac
}
complete -o bashdefault -o default -F _netsight netsight
`;
}

function valueCases({ name, options }: CommandInfo): string[] {
  return options.flatMap(({ flags, value }) => {
    if (value === null) return [];
    const pattern = flags.map((flag) => `'${name} ${flag}'`).join(' | ');
    return [value.words.length > 0 ? `${offer(pattern, value.words, '; return')}` : `    ${pattern}) return ;;`];
  });
}

const argumentCase = ({ name, argument }: CommandInfo): string[] =>
  argument.words.length === 0 ? [] : [offer(`'${name}'`, argument.words)];

const offer = (pattern: string, words: readonly string[], after = ''): string =>
  `    ${pattern}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur"))${after} ;;`;

const flagsOf = (options: readonly OptionInfo[]): string[] => options.flatMap(({ flags }) => flags);
