import type { Server } from "./inCluster";

/** Port of every Valkey. */
export const valkeyPort = 6379;

/** A Valkey server that keeps what it is told, for `redis` and what is built on it. */
export function valkeyServer(image: string, storage: string): Server {
    const username = "default";
    return {
        args: {
            role: "cache",
            container: "valkey",
            image,
            user: 999,
            ports: { redis: valkeyPort },
            // The password goes from the environment into a file: on a command line every process would see it.
            command: [
                "sh",
                "-c",
                'umask 077 && printf "requirepass %s\\n" "$VALKEY_PASSWORD" > /run/valkey/valkey.conf && exec valkey-server /run/valkey/valkey.conf --dir /data --appendonly yes',
            ],
            secretVariables: { VALKEY_PASSWORD: "password" },
            passwords: { password: 32 },
            dataPath: "/data",
            storage,
            writable: ["/run/valkey"],
            size: { cpu: "100m", cpuLimit: "1", memory: "512Mi" },
            check: { tcp: valkeyPort },
        },
        content: ({ host, password, text }) => ({
            host,
            port: String(valkeyPort),
            username,
            password: password("password"),
            uri: text`redis://${username}:${password("password")}@${host}:${valkeyPort}/0`,
        }),
    };
}
