import { refuseWhere } from "../../checks";
import { cleanPath, hostPaths, isWithin } from "../../model/hostPaths";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";

/** Where container runtimes listen; `/var/run` is a link to `/run` on today's distributions. */
const sockets = [
    "docker.sock",
    "cri-dockerd.sock",
    "containerd/containerd.sock",
    "k3s/containerd/containerd.sock",
    "k0s/containerd.sock",
    "crio/crio.sock",
    "podman/podman.sock",
    "dockershim.sock",
].flatMap((socket) => [`/run/${socket}`, `/var/run/${socket}`]);

export const wlContainerRuntimeSocket = defineRule({
    id: "wl-container-runtime-socket",
    group: "workload",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }, { name: "MITRE" }],
    rivals: {
        checkov: ["CKV_K8S_27"],
        datree: ["CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET"],
        "kube-linter": ["docker-sock"],
        kubescape: ["C-0074"],
        kyverno: ["disallow-cri-sock-mount", "docker-socket-requires-label"],
        trivy: ["KSV-0006"],
    },
    target: "pod",
    title: "No pod reaches the container runtime's socket",
    why: "whoever may talk to the container runtime is root on the node",
    details: `Looks at \`hostPath\` volumes: the sockets of Docker, cri-dockerd, containerd (k3s and k0s too), CRI-O and Podman below
\`/run\` and \`/var/run\`, and every folder around one: \`/\`, \`/var/run\`, \`/run/containerd\`. A read-only mount doesn't help, since a
socket is written to by its protocol.

Paths are compared as the kernel reads them: \`/var//run/./docker.sock/\` is the same socket.`,
    fix: "remove the volume; build images with a tool that needs no daemon",
    *check(pod) {
        yield* pod.unknownVolumes.map((list) => undecided(list));
        for (const { path } of hostPaths(pod)) {
            yield* refuseWhere(
                path,
                (known) => sockets.some((socket) => isWithin(socket, cleanPath(known.string() ?? "/none"))),
                "the volume opens the container runtime's socket",
            );
        }
    },
});
