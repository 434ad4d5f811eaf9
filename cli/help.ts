const environmentOptions = `  --environment NAME    the environment (required); its settings are those of Pulumi.NAME.yaml
  --config FILE         the stack configuration; default Pulumi.NAME.yaml beside the nearest Pulumi.yaml
                        upwards from the first FILE, else built-in defaults
  --image WORKLOAD[/CONTAINER]=REF
                        the image of a container whose file says "image: ." (repeatable)
  --overrides-file F    a file whose values replace those of the FILE (one FILE only); null deletes
  --override-property P=V
                        one value in their stead, such as containers.web.image=nginx:1.27 (repeatable)
  --compat              also read older and loose forms of Score, each with a warning
  --no-color            no colours; NO_COLOR and CI do the same`;

export const previewHelp = `waymark preview --environment NAME [FILES...]   what an environment becomes, and the policies' verdict

FILES are Score files; default those that the stack configuration names under waymark:workloads.
Needs no Pulumi CLI, no cluster and no cloud account. Exit status 1: a mandatory finding.

${environmentOptions}
  --format text|json    default text

Examples
  waymark preview --environment dev
  waymark preview --environment prod --format json services/*.yaml
  waymark preview --environment dev --image my-service=ghcr.io/acme/my-service:1.4.2 score.yaml
`;

export const renderHelp = `waymark render --environment NAME [FILES...]   the same as plain Kubernetes manifests, without any Secret

${environmentOptions}
  --output DIR|-        one file per object in DIR, or all of them on stdout; default -
  --format yaml|json    default yaml

Examples
  waymark render --environment staging > staging.yaml
  waymark render --environment prod --output deploy/prod services/*.yaml
`;

export const resourcesHelp = `waymark resources FILES...   the resources that Score files ask for, shared ones once

  --environment NAME    also ask the provisioners that Pulumi.NAME.yaml names
  --config FILE         the same, with the file that has them
  --compat              also read older and loose forms of Score
  --format text|json    default text

Examples
  waymark resources score.yaml
  waymark resources --format json services/*.yaml
`;

export const provisionersHelp = `waymark provisioners   the resource types that can be asked for, with params and outputs

  --format text|json    default text

Examples
  waymark provisioners
  waymark provisioners --format json
`;
