// matrix-bot-sdk imports this package when it is loaded, although Crieur never turns its encryption on. The real one
// downloads a native library from outside the npm registry when it is installed; without it, its import throws.

function refuse(name) {
  throw new Error(
    `matrix-bot-sdk asked for ${name} of @matrix-org/matrix-sdk-crypto-nodejs, which Crieur replaces with a stand-in ` +
      "(vendor/matrix-sdk-crypto-nodejs): the encryption of matrix-bot-sdk must stay off",
  );
}

// `StoreType` is read at import time; everything else is used only once encryption is on.
const known = { __esModule: true, StoreType: { Sled: 0, Sqlite: 1 } };

module.exports = new Proxy(known, {
  get(target, name) {
    if (typeof name === "symbol" || Object.hasOwn(target, name)) return target[name];
    return class {
      constructor() {
        refuse(name);
      }
    };
  },
});
