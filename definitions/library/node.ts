// Metrics of machines, from node_exporter.
import { counter, gauge } from 'dashwright';

/** Labels of node_exporter's scrape with the name of the node, as in the Prometheus chart. */
export const nodeTargetLabels = ['job', 'instance', 'node'] as const;

/** Memory, and bytes read and written by disks. File systems are in `nodeDiskMetrics`. */
export function nodeMetrics() {
  const labels = { device: ['sda'] };
  return {
    node_memory_MemTotal_bytes: gauge({ help: 'Memory of the machine.', unit: 'bytes' }),
    node_memory_MemAvailable_bytes: gauge({ help: 'Memory that new work could get.', unit: 'bytes' }),
    node_disk_read_bytes_total: counter({ help: 'Bytes read from the disk.', unit: 'bytes', labels }),
    node_disk_written_bytes_total: counter({ help: 'Bytes written to the disk.', unit: 'bytes', labels }),
  };
}
