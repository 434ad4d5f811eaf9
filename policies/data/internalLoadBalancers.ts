/**
 * Annotations that make the load balancer of a Service an internal one, with the values that do (`*`: any but "false").
 * From memory of the cloud controllers' documentation, not compared with it on that day.
 */
export const internalLoadBalancers: Readonly<Record<string, readonly string[]>> = {
    "cloud.google.com/load-balancer-type": ["internal"],
    "networking.gke.io/load-balancer-type": ["internal"],
    "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": ["intranet"],
    "service.beta.kubernetes.io/aws-load-balancer-internal": ["*"],
    "service.beta.kubernetes.io/aws-load-balancer-scheme": ["internal"],
    "service.beta.kubernetes.io/azure-load-balancer-internal": ["true"],
    "service.beta.kubernetes.io/oci-load-balancer-internal": ["true"],
    "service.beta.kubernetes.io/openstack-internal-load-balancer": ["true"],
    "service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type": ["private"],
};

export const asOf = "2026-11-28";
