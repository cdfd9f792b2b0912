// A network between the browser and the server that can be cut, or that loses answers.
import { type Server, type Socket, connect, createServer } from "node:net";
import { freePort, serve } from "../server";

type Mode = "open" | "cut" | "deaf" | "mute";

export class Gate {
  mode: Mode = "open";
  private readonly sockets = new Set<Socket>();

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly endServer: () => Promise<void>,
  ) {}

  /** A server of its own behind a gate of its own. */
  static async open(): Promise<Gate> {
    const port = await freePort();
    const { address, end } = await serve(`127.0.0.1:${port}`);
    const inner = Number(address.split(":")[1]);
    const server = createServer();
    const gate = new Gate(`http://127.0.0.1:${port}`, server, end);
    server.on("connection", (socket) => gate.pass(socket, inner));
    await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
    return gate;
  }

  /** `cut`: no connection at all. `deaf`: requests arrive, answers do not. `mute`: no reading gets through. */
  set(mode: Mode): void {
    this.mode = mode;
    if (mode === "cut") for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.set("cut");
    await new Promise((done) => this.server.close(done));
    await this.endServer();
  }

  private pass(socket: Socket, inner: number): void {
    if (this.mode === "cut") return void socket.destroy();
    this.sockets.add(socket);
    const onward = connect(inner, "127.0.0.1");
    socket.on("data", (data) => {
      // Whoever sends it, the page or its worker.
      if (this.mode === "mute" && data.includes("POST /api/meters/submit")) socket.destroy();
      else onward.write(data);
    });
    onward.on("data", (data) => {
      // The answer is lost on its way, and the connection with it.
      if (this.mode === "deaf") socket.destroy();
      else socket.write(data);
    });
    for (const [one, other] of [[socket, onward], [onward, socket]] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    return undefined;
  }
}
