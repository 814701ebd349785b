// js-yaml loads this parser of JavaScript, half a megabyte of it, for `!!js/function`, a type of YAML that Crieur never
// reads: gray-matter asks for plain YAML (docs/decisions/033-memory-at-rest.md).
exports.parse = function refuse() {
  throw new Error("esprima was called: front matter is never read as JavaScript");
};
