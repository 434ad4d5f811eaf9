/**
 * Annotations that make the load balancer of a Service an internal one, with the values that do (`*`: any but "false").
 * Compared on that day with a stored copy of the section "Internal load balancer" of Kubernetes' page on Services, of 1.36.
 * Google's older name and AWS's older annotation, which that page doesn't have, are as Datadog's rule "Service with external
 * load balancer" names them; that AWS's takes any value but "false" is what kubernetes/website issue 15771 read in its code.
 */
export const internalLoadBalancers: Readonly<Record<string, readonly string[]>> = {
    "cloud.google.com/load-balancer-type": ["internal"],
    "networking.gke.io/load-balancer-type": ["internal"],
    "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": ["intranet"],
    "service.beta.kubernetes.io/aws-load-balancer-internal": ["*"],
    "service.beta.kubernetes.io/aws-load-balancer-scheme": ["internal"],
    "service.beta.kubernetes.io/azure-load-balancer-internal": ["true"],
    "service.beta.kubernetes.io/cce-load-balancer-internal-vpc": ["true"],
    "service.beta.kubernetes.io/oci-load-balancer-internal": ["true"],
    "service.beta.kubernetes.io/openstack-internal-load-balancer": ["true"],
    "service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type": ["private"],
    "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid": ["*"],
};

export const asOf = "2026-11-28";
