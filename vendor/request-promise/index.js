// matrix-bot-sdk imports this package but calls it only where no request function was set. Crieur sets its own, made
// with fetch, through `setRequestFn`; this keeps the abandoned package and its vulnerable tree out of the installation.
module.exports = function refuse() {
  throw new Error("request-promise was called: matrix-bot-sdk made a request before Crieur's setRequestFn()");
};
