/** Values that labels of a name usually have, where no query says which. */
const usual: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:.*_)?(code|status|status_code|status_class|http_status)$/, ['200', '500']],
  [/^(?:.*_)?(method|verb|http_request_method)$/, ['GET', 'POST']],
  [/^(?:.*_)?(path|route|handler|uri|endpoint|url)$/, ['/', '/orders']],
  [/^(pod|pod_name|exported_pod)$/, ['web-0', 'web-1']],
  [/^(container|container_name)$/, ['web', 'proxy']],
  [/^(node|nodename|host|hostname|server)$/, ['node-1', 'node-2']],
  [/^(service|app|application|service_name|deployment|workload)$/, ['cart', 'checkout']],
  [/^(device|interface|nic)$/, ['eth0', 'eth1']],
  [/^(mountpoint)$/, ['/', '/data']],
  [/^(cpu|core|shard|partition)$/, ['0', '1']],
  [/^(topic|queue|stream|channel)$/, ['orders', 'payments']],
  [/^(db|database|datname|schema)$/, ['orders', 'users']],
  [/^(table|relname|collection|index)$/, ['items', 'orders']],
  [/^(level|severity|log_level)$/, ['info', 'error']],
  [/^(phase)$/, ['Running', 'Pending']],
  [/^(cmd|command|operation|op)$/, ['get', 'set']],
  [/^(zone|region|availability_zone)$/, ['eu-1', 'eu-2']],
];

/** Two values of a label that look like those of a system. */
export function usualLabelValues(label: string): readonly string[] {
  return usual.find(([name]) => name.test(label))?.[1] ?? ['a', 'b'];
}
