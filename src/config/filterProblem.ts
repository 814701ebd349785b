import type { FilterProblem } from "../search/ranking/filter.ts";

/** Why a filter is refused and what to do, in English for the command line and logs. */
export function filterProblemText(problem: FilterProblem): string {
  switch (problem.kind) {
    case "since":
      return 'a filter cannot hold "depuis:" or another day of publication, because rooms are only told what is new; take it out';
    case "year":
      return "this filter names a month of beginning without its year, and would mean another one every year; add the year";
    case "nothing":
      return "this filter demands nothing that an offer says, so it would mean every offer; name a job, a skill or a place, or leave it empty for every offer";
    case "everything":
      return "this filter asks for every offer; leave it empty for that";
    case "too-long":
      return "this filter is too long to be read whole; shorten it";
    case "contradiction":
      return `this filter asks for ${JSON.stringify(problem.text)} and excludes it, so no offer could match; take one of the two out`;
    case "unread":
      return `no fact of an offer can be compared with ${JSON.stringify(problem.text)}; take it out ("junior" and "senior" are words that offers say)`;
    case "value":
      return valueText(problem);
    default:
      return problem satisfies never;
  }
}

function valueText({ field, value, nearest }: Extract<FilterProblem, { kind: "value" }>): string {
  const guess = nearest === null ? "" : `; did you mean "${field}:${nearest}"?`;
  if (value === "")
    return `"${field}:" has no value${nearest === null ? "" : `; write one, such as "${field}:${nearest}"`}`;
  const remedy = field === "lieu" ? " (a place that is missing can be added to lieux.yaml)" : "";
  return `${JSON.stringify(value)} is no known value of "${field}:"${guess}${remedy}`;
}
