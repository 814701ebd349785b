// @ts-check
// How V8 is to run the program; before anything else of it is loaded.
import process from "node:process";

// A pattern becomes machine code when it is first tried. V8 would translate it for its interpreter first and for the
// processor at the second try, and hardly any pattern of the program is tried only once: a first start over 500 real offers
// took a tenth longer (docs/decisions/023-one-look-for-all-rules.md).
process.getBuiltinModule("node:v8").setFlagsFromString("--no-regexp-tier-up");
