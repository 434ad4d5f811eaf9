import { request } from "node:https";
import type { KubeAccess } from "./kubeAccess";

/** A Kubernetes object, as much of it as the harness reads. */
export interface KubeObject {
    apiVersion: string;
    kind: string;
    metadata: {
        name: string;
        namespace?: string;
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
        deletionTimestamp?: string;
        managedFields?: { manager: string; subresource?: string; fieldsV1?: Record<string, unknown> }[];
        [key: string]: unknown;
    };
    [key: string]: unknown;
}

/** What names an object. */
export type KubeReference = Pick<KubeObject, "apiVersion" | "kind"> & {
    metadata: { name: string; namespace?: string };
};

/** What the API server says against a request, with its own message. */
export class KubeError extends Error {
    constructor(
        readonly status: number,
        readonly answer: string,
        what: string,
    ) {
        super(`${what}: ${status} ${messageIn(answer)}`);
    }
}

/** A connection that was kept alive had been closed. */
class ClosedConnection extends Error {}

/** What Node calls a connection that the other side has given up; for "socket hang up" it is ECONNRESET too. */
const lost: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE"]);

interface Kind {
    kind: string;
    name: string;
    namespaced: boolean;
}

const timeoutMs = 20_000;

/**
 * The few requests of the Kubernetes API that a provider needs. Written out because the suite has to see what clients
 * hide: the API server's warnings and its answers to the letter.
 */
export class KubeClient {
    /** Every warning that the API server has sent. */
    readonly warnings: string[] = [];
    readonly #kinds = new Map<string, Promise<Kind[]>>();

    constructor(private readonly access: KubeAccess) {}

    /** Server-side apply; with `dryRun` the API server judges and changes nothing. */
    async apply(object: KubeReference & Record<string, unknown>, options: { manager: string; dryRun?: boolean }) {
        const dryRun = options.dryRun === true ? "&dryRun=All" : "";
        const query = `?fieldManager=${options.manager}&force=true${dryRun}`;
        const path = (await this.#pathOf(object)) + query;
        return (await this.#send("PATCH", path, object, "application/apply-patch+yaml")) as KubeObject;
    }

    /** The object as it is stored; undefined where there is none. */
    async read(object: KubeReference): Promise<KubeObject | undefined> {
        return orAbsent(async () => (await this.#send("GET", await this.#pathOf(object))) as KubeObject);
    }

    /** All objects of a kind, of one namespace or of all. */
    async list(apiVersion: string, kind: string, namespace?: string): Promise<KubeObject[]> {
        const path = await this.#collectionOf({ apiVersion, kind, metadata: { name: "", namespace } });
        const { items } = (await this.#send("GET", path)) as { items: KubeObject[] };
        return items.map((item) => ({ ...item, apiVersion, kind }));
    }

    /** Sets the number of a workload's pods through its scale subresource, as an autoscaler does. */
    async scale(object: KubeReference, replicas: number, manager: string): Promise<void> {
        const path = `${await this.#pathOf(object)}/scale?fieldManager=${manager}`;
        await this.#send("PATCH", path, { spec: { replicas } }, "application/merge-patch+json");
    }

    /** Asks for the deletion of an object; false where there is none. */
    async delete(object: KubeReference): Promise<boolean> {
        const options = { propagationPolicy: "Background" };
        const answer = await orAbsent(async () => this.#send("DELETE", await this.#pathOf(object), options));
        return answer !== undefined;
    }

    /** Whether there is such a kind. */
    async serves(apiVersion: string, kind: string): Promise<boolean> {
        const kinds = await orAbsent(() => this.#kindsOf(baseOf(apiVersion)));
        return kinds?.some((candidate) => candidate.kind === kind) ?? false;
    }

    /** Any other path, for example `/readyz`; the answer as text. */
    raw(path: string): Promise<string> {
        return this.#request("GET", path);
    }

    async #pathOf(object: KubeReference): Promise<string> {
        return `${await this.#collectionOf(object)}/${object.metadata.name}`;
    }

    async #collectionOf({ apiVersion, kind, metadata }: KubeReference): Promise<string> {
        const base = baseOf(apiVersion);
        const found = (await this.#kindsOf(base)).find((candidate) => candidate.kind === kind);
        if (found === undefined) {
            this.#kinds.delete(base); // a CustomResourceDefinition may bring it later
            throw new Error(`the API server knows no ${kind} in ${apiVersion}`);
        }
        const { namespace } = metadata;
        return `${base}${found.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : ""}/${found.name}`;
    }

    #kindsOf(base: string): Promise<Kind[]> {
        let kinds = this.#kinds.get(base);
        if (kinds === undefined) {
            const read = async (): Promise<Kind[]> =>
                ((await this.#send("GET", base)) as { resources: Kind[] }).resources.filter(
                    ({ name }) => !name.includes("/"),
                );
            kinds = read();
            kinds.catch(() => this.#kinds.delete(base));
            this.#kinds.set(base, kinds);
        }
        return kinds;
    }

    async #send(method: string, path: string, body?: object, contentType = "application/json"): Promise<unknown> {
        return JSON.parse(await this.#request(method, path, body, contentType)) as unknown;
    }

    async #request(method: string, path: string, body?: object, contentType = "application/json"): Promise<string> {
        const send = (): Promise<string> => this.#requestOnce(method, path, body, contentType);
        try {
            return await send();
        } catch (error) {
            // The API server may close a connection that was kept alive while a request is on its way: ask once more.
            // Every request here says how things are to be, so that twice is as good as once.
            if (error instanceof ClosedConnection) {
                return await send();
            }
            throw error;
        }
    }

    #requestOnce(method: string, path: string, body: object | undefined, contentType: string): Promise<string> {
        const { server, token, agent } = this.access;
        const headers: Record<string, string> = { Accept: "application/json" };
        if (token !== undefined) {
            headers.Authorization = `Bearer ${token}`;
        }
        const text = body === undefined ? undefined : JSON.stringify(body);
        if (text !== undefined) {
            headers["Content-Type"] = contentType;
            headers["Content-Length"] = String(Buffer.byteLength(text)); // Node sends it for no DELETE by itself
        }
        return new Promise((resolve, reject) => {
            const options = { method, headers, agent, timeout: timeoutMs };
            const sent = request(new URL(path, server), options, (response) => {
                const chunks: Buffer[] = [];
                response.on("data", (chunk: Buffer) => chunks.push(chunk));
                response.on("error", reject);
                response.on("end", () => {
                    const answer = Buffer.concat(chunks).toString();
                    const { statusCode = 0, headers: received } = response;
                    if (received.warning !== undefined) {
                        this.warnings.push(`${method} ${path}: ${received.warning}`);
                    }
                    if (statusCode >= 400) {
                        reject(new KubeError(statusCode, answer, `${method} ${path}`));
                    } else {
                        resolve(answer);
                    }
                });
            });
            sent.on("timeout", () => sent.destroy(new Error(`the API server did not answer: ${method} ${path}`)));
            sent.on("error", (error: NodeJS.ErrnoException) =>
                reject(sent.reusedSocket && lost.has(error.code ?? "") ? new ClosedConnection(error.message) : error),
            );
            sent.end(text);
        });
    }
}

function baseOf(apiVersion: string): string {
    return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

async function orAbsent<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
        return await action();
    } catch (error) {
        if (error instanceof KubeError && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}

function messageIn(answer: string): string {
    try {
        return (JSON.parse(answer) as { message?: string }).message ?? answer;
    } catch {
        return answer;
    }
}
