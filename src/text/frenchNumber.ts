/** A number as French writes it: « 45 000 », « 2,5 »; three decimals at most. */
export function frenchNumber(number: number): string {
  const [whole = "", decimals] = String(Math.round(number * 1000) / 1000).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, "\u202f");
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
}
