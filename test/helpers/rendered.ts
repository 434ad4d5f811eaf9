import { yamlText } from "../../cli/render";
import { toManifests } from "../../stacks/manifests";
import { composed } from "./compose";

/** Score texts as the manifests that `waymark render` gives. */
export async function render(files: Record<string, string>, stack = "dev"): Promise<string> {
    const { resources } = await composed({ files, stack });
    return toManifests(resources).objects.map(yamlText).join("---\n");
}
