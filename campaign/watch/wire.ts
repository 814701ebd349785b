import { placeOf } from "../../src/edges/crypto/replays.ts";
import { recordOf } from "../../synapse/timeline.ts";
import type { Exchange } from "../../tests/matrix/faultProxy.ts";
import type { Readable, Sealing, Upload } from "../ledger/sealed.ts";

const SEND = /\/rooms\/([^/]+)\/send\/([^/]+)\/([^/?]+)/;
/** What the bot may send to an encrypted room as it is. */
const SEALED = /^m\.room\.encrypted$|^m\.key\.verification\./;

const UPLOAD = /\/keys\/upload$/;
const READERS = "select sealed_for from outbox where transaction_id = ?";

/** What the bot sends, as the proxy before the homeserver sees it. */
export class Wire {
  readonly sealings: Sealing[] = [];
  readonly readable: Readable[] = [];
  readonly uploads: Upload[] = [];
  /** The bot's store; only it knows for whom a message was sealed. Null: not founded yet. */
  store: { value(sql: string, transaction: string): unknown } | null = null;

  #life = 0;

  /** The bot starts. */
  begin(): void {
    this.#life += 1;
  }

  note({ method, path, body }: Pick<Exchange, "method" | "path" | "body">): void {
    if (UPLOAD.test(path)) this.#noteUpload(body);
    if (method !== "PUT") return;
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
    const readers = this.store?.value(READERS, transaction);
    this.sealings.push({
      ...{ room, transactionId: transaction, session, place, ciphertext },
      readers: typeof readers === "number" ? readers : null,
      at,
    });
  }

  #noteUpload(body: Buffer): void {
    const keys = Object.keys(recordOf(recordOf(JSON.parse(body.toString())).one_time_keys));
    this.uploads.push(...keys.map((key) => ({ key, life: this.#life, at: Date.now() })));
  }
}
