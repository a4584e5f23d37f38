/** Completion for zsh: sourced, or as a file _netsight in $fpath. */
import type { CommandInfo, OptionInfo, Taken } from './tree.ts';

/** The script. */
export function zshScript(commands: readonly CommandInfo[], rootOptions: readonly OptionInfo[]): string {
  return `#compdef netsight
# zsh completion of netsight. To use it: source <(netsight completion zsh)
_netsight() {
  local curcontext=$curcontext state line
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  _arguments -C ${rootOptions.map(optionSpec).join(' ')} '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
${commands.map(commandCase).join('\n')}
      esac ;;
  esac
}
if [[ $funcstack[1] == _netsight ]]; then _netsight "$@"; else compdef _netsight netsight; fi
`;
}

function commandCase({ name, options, argument }: CommandInfo): string {
  const specs = options.map(optionSpec);
  if (argument.name !== '') specs.push(quoted(`*:${argument.name}:${action(argument)}`));
  return `        ${name}) _arguments ${specs.join(' \\\n          ')} ;;`;
}

/** `'(-f --format)'{-f+,--format=}'[what it does]:id:(table json)'`. */
function optionSpec({ flags, description, value, repeatable }: OptionInfo): string {
  const spec = quoted(
    `[${description.replace(/[[\]\\]/g, '\\$&')}]${value === null ? '' : `:${value.name}:${action(value)}`}`,
  );
  const names = flags.map((flag) => flag + (value === null ? '' : flag.startsWith('--') ? '=' : '+'));
  const group = names.length > 1 ? `{${names.join(',')}}` : names[0];
  return `${repeatable ? "'*'" : quoted(`(${flags.join(' ')})`)}${group}${spec}`;
}

function action({ words, files }: Taken): string {
  if (words.length > 0) return `(${words.join(' ')})`;
  return files ? '_files' : ' ';
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
