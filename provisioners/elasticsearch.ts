import { z } from "zod";
import { byBackend } from "./backends";
import { containerBackend } from "./inCluster";
import { dataRemoval, inClusterNotes, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

const outputs = {
    host: { description: "Host name of the server" },
    port: { description: "Port of its HTTP interface" },
    username: { description: "Name of the user, `elastic`" },
    password: { description: "Password of the user", secret: true },
    uri: { description: "URL with user and password, `http://…`", secret: true },
};

const container = containerBackend<{ storage?: string }>(outputs, ({ params, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    const username = "elastic";
    return {
        args: {
            role: "search",
            container: "elasticsearch",
            image: backendImages.elasticsearch,
            user: 1000,
            // The server writes its keystore beside its configuration.
            copied: ["/usr/share/elasticsearch/config"],
            writable: ["/usr/share/elasticsearch/logs"],
            ports: { http: 9200 },
            variables: {
                ES_JAVA_OPTS: "-Xms1g -Xmx1g",
                "discovery.type": "single-node",
                // Without it the node's vm.max_map_count had to be raised, which only its administrator can.
                "node.store.allow_mmap": "false",
                "xpack.security.enabled": "true",
                "xpack.security.http.ssl.enabled": "false",
            },
            secretVariables: { ELASTIC_PASSWORD: "password" },
            passwords: { password: 32 },
            dataPath: "/usr/share/elasticsearch/data",
            storage: params.storage ?? backendStorage,
            size: { cpu: "500m", cpuLimit: "2", memory: "2Gi" },
            check: { tcp: 9200 },
        },
        content: ({ host, password, text }) => ({
            host,
            port: "9200",
            username,
            password: password("password"),
            uri: text`http://${username}:${password("password")}@${host}:9200`,
        }),
    };
});

export const elasticsearch = defineProvisioner({
    type: "elasticsearch",
    description: "An Elasticsearch server of one node",
    params: z.object({ storage: storageParam }),
    outputs,
    ...byBackend({ container }),
    page: {
        sharing: "Workloads that name one id get one server and one user; each chooses its indices by name.",
        removal: dataRemoval,
        notes: [
            ...inClusterNotes,
            "Index replicas stay unassigned, since there is one node: set `number_of_replicas` to 0.",
        ],
        settings: serverSettings("elasticsearch"),
        example: `resources:
  search:
    type: elasticsearch
containers:
  shop:
    variables:
      SEARCH_URL: \${resources.search.uri}`,
    },
});
