/** The first part of what graphql-js says of a variable, with the value up to the last semicolon. */
const INVALID_VALUE = /^(Variable "\$\w+" got) invalid value .*?( at "[^"]*")?; ([^;]*)$/s;

/** What graphql-js says of a wrong variable, without its value: that may be personal, and an answer may end in a log. */
export function withoutValue(message: string): string {
  return message.replace(INVALID_VALUE, '$1 an invalid value$2; $3');
}
