/** Resource types of other Score tools that this package has no provisioner for, with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
    "azure-blob": "its emulator makes no container without a signed request, and nobody has asked for it yet",
    "gcp-pubsub-emulator": "the emulator's image is a whole SDK that runs as root, and nobody has asked for it yet",
};
