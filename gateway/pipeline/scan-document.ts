/**
 * How deep the brackets of a GraphQL document are nested, those in strings and comments aside. It takes any text, in time
 * proportional to its length, so that nesting which would overflow the parser is found before it is parsed.
 */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case '{':
      case '(':
      case '[':
        if (++depth > deepest) deepest = depth;
        break;
      case '}':
      case ')':
      case ']':
        depth--;
        break;
      case '"':
        i = text.startsWith('"""', i) ? endOfBlockString(text, i + 3) : endOfString(text, i + 1);
        break;
      case '#':
        i = endOfLine(text, i);
        break;
    }
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"' || text[i] === '\n' || text[i] === '\r') return i;
  }
  return text.length;
}

function endOfBlockString(text: string, start: number): number {
  let end = text.indexOf('"""', start);
  while (end > 0 && text[end - 1] === '\\') end = text.indexOf('"""', end + 3);
  return end === -1 ? text.length : end + 2;
}

function endOfLine(text: string, start: number): number {
  for (let i = start; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}
