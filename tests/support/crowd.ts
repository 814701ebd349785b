import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A person of a crowd: what a homeserver holds of their keys, and a one-time key for each device. */
export interface CrowdPerson {
  readonly userId: string;
  readonly devices: Readonly<Record<string, object>>;
  readonly oneTime: Readonly<Record<string, object>>;
  readonly master: object;
  readonly selfSigning: object;
}

type Json = { readonly [name: string]: unknown };

/** People who never were at any homeserver, with real keys: each device signed by itself and by its owner. */
export function makeCrowd(people: number, devices: number, server: string): CrowdPerson[] {
  return Array.from({ length: people }, (_, at) => person(`@agent-${at}:${server}`, devices));
}

function person(userId: string, devices: number): CrowdPerson {
  const [master, selfSigning] = [pair("ed25519"), pair("ed25519")];
  const crossKey = (usage: string, key: string): Json => ({
    user_id: userId,
    usage: [usage],
    keys: { [`ed25519:${key}`]: key },
  });
  const made = Array.from({ length: devices }, (_, at) => {
    const id = `DEVICE${at}`;
    const [own, exchange, once] = [pair("ed25519"), pair("x25519"), pair("x25519")];
    const keys = {
      user_id: userId,
      device_id: id,
      algorithms: ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"],
      keys: { [`curve25519:${id}`]: exchange.text, [`ed25519:${id}`]: own.text },
    };
    const signatures = {
      [userId]: {
        [`ed25519:${id}`]: signed(keys, own.secret),
        [`ed25519:${selfSigning.text}`]: signed(keys, selfSigning.secret),
      },
    };
    const oneTime = { key: once.text };
    const ofOneTime = { [userId]: { [`ed25519:${id}`]: signed(oneTime, own.secret) } };
    return {
      id,
      keys: { ...keys, signatures },
      oneTime: { "signed_curve25519:AAAAAQ": { ...oneTime, signatures: ofOneTime } },
    };
  });
  const self = crossKey("self_signing", selfSigning.text);
  const ofSelf = { [userId]: { [`ed25519:${master.text}`]: signed(self, master.secret) } };
  return {
    userId,
    devices: Object.fromEntries(made.map(({ id, keys }) => [id, keys])),
    oneTime: Object.fromEntries(made.map(({ id, oneTime }) => [id, oneTime])),
    master: crossKey("master", master.text),
    selfSigning: { ...self, signatures: ofSelf },
  };
}

function pair(kind: "ed25519" | "x25519"): { readonly text: string; readonly secret: KeyObject } {
  const { publicKey, privateKey } =
    kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("x25519");
  const bytes = Buffer.from(String(publicKey.export({ format: "jwk" }).x), "base64url");
  return { text: unpadded(bytes), secret: privateKey };
}

/** Signs JSON as Matrix does: its canonical form (Matrix specification, "Signing JSON"). */
function signed(object: Json, secret: KeyObject): string {
  return unpadded(sign(null, Buffer.from(canonical(object)), secret));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(",")}}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
