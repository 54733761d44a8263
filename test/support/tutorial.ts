/** One piece of a tutorial in Markdown: commands for a terminal, or what the commands before must have shown. */
export type Step =
  | { readonly kind: 'command'; readonly terminal: string; readonly command: string; readonly exitCode: number }
  | { readonly kind: 'shown'; readonly lines: readonly string[] };

/**
 * Reads the blocks of a page: of those that begin with `sh terminal NAME` each command, with the lines that belong to it
 * and the exit code of a comment `# ends with N`; of those that begin with `text` the lines.
 */
export function readTutorial(page: string): Step[] {
  return [...page.matchAll(/^```(sh terminal|text)(?: (\w+))?\n(.*?)^```$/gms)].flatMap(
    ([, kind, terminal, body]): Step[] => {
      const lines = body!.trimEnd().split('\n');
      if (kind === 'text') return [{ kind: 'shown', lines }];
      return commandsOf(lines).map((command) => ({
        kind: 'command',
        terminal: terminal!,
        command,
        exitCode: Number(/# ends with (\d+)/.exec(command)?.[1] ?? 0),
      }));
    },
  );
}

function commandsOf(lines: readonly string[]): string[] {
  const commands: string[] = [];
  let current: string[] = [];
  let hereDocument: string | undefined;
  for (const line of lines) {
    current.push(line);
    hereDocument ??= /<<'?(\w+)'?/.exec(line)?.[1];
    const isOver = hereDocument === undefined ? !line.endsWith('\\') : line === hereDocument;
    if (!isOver) continue;
    commands.push(current.join('\n'));
    current = [];
    hereDocument = undefined;
  }
  return commands;
}
