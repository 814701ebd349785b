import process from "node:process";

/**
 * Node's HTTP, without `import`: that reads every member of the modules, and two of them load a WebSocket client and
 * HTTP/2, 7 MB that nothing here uses (docs/decisions/033-memory-at-rest.md).
 */
export const http = process.getBuiltinModule("node:http");
export const https = process.getBuiltinModule("node:https");
