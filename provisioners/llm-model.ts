import { z } from "zod";
import { ProblemError } from "../core/problem";
import { byBackend, type Backend } from "./backends";
import { containerBackend } from "./inCluster";
import { inClusterNotes, plainRemoval, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner, type ProvisionRequest } from "./provisioner";

const params = z.object({
    model: z.string().min(1).default("smollm2:135m").describe("Name of the model, as Ollama's library has it."),
    context_size: z.int().min(1).optional().describe("Tokens of the context. Default: the server's."),
    storage: storageParam,
});

type Params = z.infer<typeof params>;

const outputs = {
    model: { description: "Name of the model" },
    url: { description: "Base URL of an OpenAI-compatible interface" },
    "api-key": { description: "Key for the interface", secret: true },
};

const container = containerBackend<Params>(outputs, ({ params: { model, context_size, storage }, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    const size: Record<string, string> =
        context_size === undefined ? {} : { OLLAMA_CONTEXT_LENGTH: String(context_size) };
    return {
        args: {
            role: "model",
            container: "ollama",
            image: backendImages.ollama,
            user: 1001,
            ports: { http: 11434 },
            variables: {
                HOME: "/data",
                OLLAMA_HOST: "0.0.0.0:11434",
                OLLAMA_MODELS: "/data/models",
                MODEL: model,
                ...size,
            },
            passwords: { "api-key": 32 },
            dataPath: "/data",
            storage: storage ?? backendStorage,
            size: { cpu: "1", cpuLimit: "4", memory: "4Gi" },
            check: { http: 11434, path: "/" },
            // The container counts as started once the model is there.
            afterStart: ["sh", "-c", 'until ollama list > /dev/null 2>&1; do sleep 1; done; exec ollama pull "$MODEL"'],
            connectsTo: { models: { host: "registry.ollama.ai", ports: [{ port: 443 }] } },
        },
        content: ({ host, password, text }) => ({
            model,
            url: text`http://${host}:11434/v1`,
            "api-key": password("api-key"),
        }),
    };
});

/** Nothing is made: whoever gets here has no `static` outputs, which are asked for before. */
const notGiven: Backend<Params> = {
    plan: refuse,
    provision: refuse,
};

function refuse({ resource, context }: ProvisionRequest<Params>): never {
    const { name, tier } = context.environment;
    throw new ProblemError({
        code: "llm-model-not-given",
        message: `${resource.uid}: no model is run in the environment ${name} (tier ${tier}), and none is configured`,
        hint: "give it under waymark:provisioners as {type: llm-model, static: {model: …, url: …, api-key: {secure: …}}}, or run one with waymark:settings: {backends: {llm-model: container}}",
    });
}

export const llmModel = defineProvisioner({
    type: "llm-model",
    description: "A language model behind an OpenAI-compatible interface",
    params,
    outputs,
    ...byBackend({ container, static: notGiven }),
    page: {
        sharing: "Workloads that name one id get one server with one model.",
        removal: plainRemoval,
        notes: [
            ...inClusterNotes,
            "In dev an Ollama server runs the model on CPU. It fetches the model once, and so may talk to every public address on port 443. It ignores the key.",
            "In staging and prod nothing is run: give `model`, `url` and `api-key` as `static` outputs in stack configuration, or set `backends.llm-model` to `container`.",
        ],
        settings: { "backends.llm-model": "`container` or `static`", ...serverSettings("ollama") },
        example: `resources:
  model:
    type: llm-model
    params: { model: "smollm2:135m" }
containers:
  shop:
    variables:
      LLM_MODEL: \${resources.model.model}
      LLM_URL: \${resources.model.url}
      LLM_KEY: \${resources.model.api-key}`,
    },
});
