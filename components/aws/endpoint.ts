/** Host name of one of AWS's services in a region; China has a domain of its own. */
export function awsHost(region: string, service: string): string {
    return `${service}.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com"}`;
}
