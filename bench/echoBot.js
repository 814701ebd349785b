// @ts-check
// The bare bot that benches stand beside: matrix-bot-sdk with its own `start()` and file storage, and the least that
// answers. Plain JavaScript, so that it carries nothing for types.
import process from "node:process";
import {
  AutojoinRoomsMixin,
  LogLevel,
  LogService,
  MatrixClient,
  SimpleFsStorageProvider,
  setRequestFn,
} from "matrix-bot-sdk";

const [url = "", token = "", storage = ""] = process.argv.slice(2);

// `request` is dead, and refuses here (vendor/request): the same in a few lines of fetch.
setRequestFn((/** @type {any} */ params, /** @type {any} */ callback) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params.qs ?? {})) {
    if (value !== null && value !== undefined) query.append(name, String(value));
  }
  fetch(query.size === 0 ? params.uri : `${params.uri}?${query}`, {
    method: params.method,
    headers: params.headers,
    body: params.body,
    signal: AbortSignal.timeout(params.timeout),
  })
    .then(async (response) => {
      const body = await response.text();
      callback(null, { statusCode: response.status, headers: response.headers, body }, body);
    })
    .catch((error) => callback(error));
});
LogService.setLevel(LogLevel.ERROR);

const client = new MatrixClient(url, token, new SimpleFsStorageProvider(storage));
AutojoinRoomsMixin.setupOnClient(client);
const me = await client.getUserId();
client.on("room.message", async (/** @type {string} */ room, /** @type {any} */ event) => {
  if (event.sender === me || typeof event.content?.body !== "string") return;
  if (event.content.body.startsWith("!")) await client.replyNotice(room, event, event.content.body);
});
await client.start();
process.stdout.write("started\n");
