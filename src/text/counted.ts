/** A number with its English noun: `1 offer`, `2 offers`, `0 open offers`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
