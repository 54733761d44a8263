/**
 * Makes the style sheet of nhsuk-frontend follow the theme and load nothing: surfaces, text, lines and links become custom
 * properties, whose values `shell/theme.css` gives for light and dark, and the NHS's own font, which is loaded from outside
 * and may be used by NHS services only, goes.
 */
export function nhsukColours() {
  return {
    name: 'nhsuk-colours',
    enforce: 'pre',
    transform(code, id) {
      if (!/nhsuk-frontend[^?]*\.css/.test(id)) return undefined;
      return { code: RULES.reduce((text, [found, replacement]) => text.replace(found, replacement), code), map: null };
    },
  };
}

const RULES = [
  // For Internet Explorer; no style sheet of today's may have it.
  [/@media screen\\0 and/g, '@media not all and'],
  [/@font-face\{[^}]*\}/g, ''],
  [/Frutiger W01,\s*/g, ''],
  [/url\(\/assets\/images\/[^)]*\)/g, 'none'],
  [/\bbackground(-color)?:#fff\b/g, 'background$1:var(--surface)'],
  [/\bbackground(-color)?:#f0f4f5\b/g, 'background$1:var(--page)'],
  [/([{;])color:#212b32\b/g, '$1color:var(--text)'],
  [/([{;])color:#4c6272\b/g, '$1color:var(--text-quiet)'],
  [/([{;])color:#005eb8\b/g, '$1color:var(--link)'],
  [/([{;])color:#330072\b/g, '$1color:var(--link-visited)'],
  [/([{;])color:#7c2855\b/g, '$1color:var(--link-hover)'],
  [/([{;])color:#d5281b\b/g, '$1color:var(--error)'],
  [/(\bborder[a-z-]*:[^;}]*)#(?:d8dde0|aeb7bd)\b/g, '$1var(--line)'],
  [/(\bborder[a-z-]*:[^;}]*)#4c6272\b/g, '$1var(--line-strong)'],
];
