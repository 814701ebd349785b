import type { OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { KeyWork, Vault } from "../../ports/index.ts";
import type { UserId } from "../../rooms/identifiers.ts";
import { Engine, serveUnder } from "./indexedDb/engine.ts";
import { keepQueries } from "./keepQueries.ts";

/** The library, loaded when it is first needed: 8 MB that a bot without encrypted rooms never reads. */
export type Library = typeof import("@matrix-org/matrix-sdk-crypto-wasm");

/**
 * The `OlmMachine` of one device, whose keys stand in the store of this program. It is opened in the first work that needs
 * it, and anew after a work that was undone: what it remembers of that work never was.
 */
export class Machine {
  readonly #user: UserId;
  readonly #device: string;
  readonly #name: string;
  readonly #engine = new Engine();
  readonly #prepare: (machine: OlmMachine) => void;
  #machine: OlmMachine | null = null;
  #openings = 0;
  /** The vault of the last work that had it. */
  #vault: Vault | null = null;

  /** `prepare` is called with each machine that is opened, to hear of what happens in it. */
  constructor(user: UserId, device: string, prepare: (machine: OlmMachine) => void = () => {}) {
    this.#user = user;
    this.#device = device;
    this.#name = `keys of ${user} ${device}`;
    this.#prepare = prepare;
    serveUnder(this.#name, this.#engine);
  }

  /** How often it was opened: what it held in memory only is gone after another time. */
  get openings(): number {
    return this.#openings;
  }

  /** Whether the store holds keys of this device; the library is not loaded for it. */
  exists(vault: Vault): boolean {
    const sql = "select 1 from crypto_databases where name like ? escape '!' limit 1";
    return vault.prepare(sql).get(`${this.#name.replace(/[!%_]/g, "!$&")}::%`) !== undefined;
  }

  /** Works with the machine in the work of the store. Not to be called within itself. */
  async during<T>(
    { vault }: KeyWork,
    work: (machine: OlmMachine, library: Library) => Promise<T>,
  ): Promise<T> {
    const library = await loadLibrary();
    return await this.#engine.during(vault, async () => {
      if (this.#vault !== vault) {
        this.#vault = vault;
        vault.onUndo(() => this.#forget());
      }
      this.#machine ??= await this.#open(library);
      return await work(this.#machine, library);
    });
  }

  async #open(library: Library): Promise<OlmMachine> {
    const { OlmMachine, UserId, DeviceId } = library;
    const [user, device] = [new UserId(this.#user), new DeviceId(this.#device)];
    // Without a passphrase: the key to it would have to lie beside the store (docs/chiffrement.md).
    const machine = await OlmMachine.initialize(user, device, this.#name);
    keepQueries(machine, library);
    this.#prepare(machine);
    this.#openings += 1;
    return machine;
  }

  #forget(): void {
    if (this.#machine) this.#openings += 1;
    this.#machine?.close();
    this.#machine = null;
    this.#vault = null;
  }
}

let loading: Promise<Library> | null = null;

function loadLibrary(): Promise<Library> {
  loading ??= import("@matrix-org/matrix-sdk-crypto-wasm").then(async (library) => {
    await library.initAsync();
    return library;
  });
  return loading;
}
