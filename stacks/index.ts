/**
 * `waymark/stacks`: composes an environment from Score files in one's own Pulumi program, with one's own provisioners.
 * Importing it does nothing.
 */
export { compose, type ComposedEnvironment, type ComposeOptions } from "./compose";
export { readStackConfig, type StackConfig, type StackConfigSource } from "./config";
export { readStack } from "./currentStack";
export { readWorkloads } from "./workloadFiles";
export type { AwsFacts } from "../provisioners/awsFacts";
export { requireAws } from "../provisioners/requireAws";
export { byBackend, type Backend } from "../provisioners/backends";
export { SecretOutput, type OutputDescription, type ResourceOutput, type SecretSource } from "../provisioners/outputs";
export {
    defineProvisioner,
    type OfferedPort,
    type OfferedWorkload,
    type Provisioned,
    type Provisioner,
    type ProvisionContext,
    type ProvisionPlan,
    type ProvisionRequest,
    type RequestedResource,
} from "../provisioners/provisioner";
export type { ResourcePage } from "../provisioners/page";
export type { MountedVolume, WorkloadChanges } from "../provisioners/workloadChanges";
