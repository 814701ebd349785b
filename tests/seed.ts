import fc from "fast-check";

/** Property tests draw the same examples in every run, so that a failure is one for everybody; FC_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261121) });
