// A network between the browser and the server that can be cut, or that loses answers.
import { type Server, type Socket, connect, createServer } from "node:net";
import { type Served, freePort, serve } from "../server";

type Mode = "open" | "cut" | "deaf" | "mute" | "fatal";

export class Gate {
  mode: Mode = "open";
  private readonly sockets = new Set<Socket>();

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly behind: Served,
  ) {}

  /** A server of its own behind a gate of its own. */
  static async open(): Promise<Gate> {
    const port = await freePort();
    const behind = await serve(`127.0.0.1:${port}`);
    const inner = Number(behind.address.split(":")[1]);
    const server = createServer();
    const gate = new Gate(`http://127.0.0.1:${port}`, server, behind);
    server.on("connection", (socket) => gate.pass(socket, inner));
    await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
    return gate;
  }

  /** `cut`: no connection at all. `deaf`: requests arrive, answers do not. `mute`: no reading gets through.
   *  `fatal`: the server is killed when it has answered a reading, and the answer is lost with it. */
  set(mode: Mode): void {
    this.mode = mode;
    if (mode === "cut") for (const socket of this.sockets) socket.destroy();
  }

  /** The killed server begins again with what it had. */
  async revive(): Promise<void> {
    await this.behind.again();
    this.set("open");
  }

  async close(): Promise<void> {
    this.set("cut");
    await new Promise((done) => this.server.close(done));
    await this.behind.end();
  }

  private pass(socket: Socket, inner: number): void {
    if (this.mode === "cut") return void socket.destroy();
    this.sockets.add(socket);
    const onward = connect(inner, "127.0.0.1");
    let reading = false;
    socket.on("data", (data) => {
      // Whoever sends it, the page or its worker.
      // A body may come behind its head; another request begins with a line of its own.
      if (/^(GET|POST) /.test(data.toString("latin1"))) reading = data.includes("POST /api/meters/submit");
      if (this.mode === "mute" && reading) socket.destroy();
      else onward.write(data);
    });
    onward.on("data", (data) => {
      // The answer is lost on its way, and the connection with it.
      if (this.mode === "fatal" && reading) {
        this.behind.kill();
        this.set("cut");
      } else if (this.mode === "deaf") socket.destroy();
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
