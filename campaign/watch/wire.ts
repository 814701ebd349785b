import { placeOf } from "../../src/edges/crypto/replays.ts";
import { recordOf } from "../../synapse/timeline.ts";
import type { Exchange } from "../../tests/matrix/faultProxy.ts";
import type { Readable, Sealing } from "../ledger/sealed.ts";

const SEND = /\/rooms\/([^/]+)\/send\/([^/]+)\/([^/?]+)/;
const SHARE = /\/sendToDevice\/m\.room\.encrypted\//;
/** What the bot may send to an encrypted room as it is. */
const SEALED = /^m\.room\.encrypted$|^m\.key\.verification\./;

/** What the bot sends, as the proxy before the homeserver sees it. */
export class Wire {
  readonly sealings: Sealing[] = [];
  readonly readable: Readable[] = [];
  #shares = 0;

  note({ method, path, body }: Pick<Exchange, "method" | "path" | "body">): void {
    if (method !== "PUT") return;
    if (SHARE.test(path)) this.#shares += 1;
    const [, room, type, transaction] = (SEND.exec(path) ?? []).map(decodeURIComponent);
    if (room === undefined || type === undefined || transaction === undefined) return;
    const at = Date.now();
    if (!SEALED.test(type)) {
      const what = `the bot sent ${type} in clear: ${body.toString().slice(0, 160)}`;
      this.readable.push({ room, id: `sent ${transaction}`, what, at });
      return;
    }
    const { session_id: session, ciphertext } = recordOf(JSON.parse(body.toString()));
    const place = placeOf(ciphertext);
    if (typeof session !== "string" || typeof ciphertext !== "string" || place === null) return;
    this.sealings.push({
      room,
      transactionId: transaction,
      session,
      place,
      ciphertext,
      shares: this.#shares,
      at,
    });
  }
}
