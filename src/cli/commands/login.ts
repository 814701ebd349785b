import { command } from "../syntax/command.ts";

export const loginCommand = command({
  name: "login",
  help: "ask for homeserver, user and password, and keep an access token",
  options: {},
  examples: [
    "npx crieur login",
    "printf '%s\\n' https://matrix.example.org crieur \"$PASSWORD\" | npx crieur login",
  ],
  run: async ({ common, terminal }) => (await import("../work/logIn.ts")).logIn(common, terminal),
});
