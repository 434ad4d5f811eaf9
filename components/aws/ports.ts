/** Ports of the servers in AWS; that of AMQP is the one for TLS. */
export const awsPorts = { mysql: 3306, redis: 6379, amqp: 5671 } as const;
