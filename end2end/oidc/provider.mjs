// A certified OpenID provider (npm `oidc-provider`, unmodified) with one client and one made-up person,
// for the test that signs in through a provider we did not write. Arguments: the port, the client's
// redirect address. Says "ready" when it listens, and ends when its input closes.
import Provider from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const person = {
  family_name: "Соколова",
  given_name: "Дарья",
  middle_name: "Ильинична",
  birthdate: "1990-02-28",
  email: "darya@example.org",
  email_verified: true,
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "domovoy",
      client_secret: "a secret only the two of them know",
      redirect_uris: [redirect],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  claims: {
    openid: ["sub"],
    profile: ["family_name", "given_name", "middle_name", "birthdate"],
    email: ["email", "email_verified"],
    phone: ["phone_number"],
  },
  pkce: { required: () => true },
  cookies: { keys: ["a key of this run"] },
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...person }) }),
});

provider.on("server_error", (_, error) => console.error(error));
const server = provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
process.stdin.resume().on("end", () => {
  server.closeAllConnections();
  process.exit(0);
});
