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

/** Metrics of node_exporter about file systems and disk utilisation, from collectors that are enabled by default. */
export function nodeDiskMetrics() {
  const labels = { device: ['/dev/sda1'], fstype: ['ext4'], mountpoint: ['/'] };
  return {
    node_filesystem_size_bytes: gauge({ help: 'Size of the file system.', unit: 'bytes', labels }),
    node_filesystem_avail_bytes: gauge({ help: 'Space that users can fill.', unit: 'bytes', labels }),
    node_filesystem_files: gauge({ help: 'Inodes of the file system.', unit: 'objects', labels }),
    node_filesystem_files_free: gauge({ help: 'Inodes that are free.', unit: 'objects', labels }),
    node_filesystem_readonly: gauge({
      help: '1 if the file system is read-only.',
      unit: 'objects',
      range: [0, 1],
      labels,
    }),
    node_disk_io_time_seconds_total: counter({
      help: 'Time during which the disk was busy.',
      unit: 's',
      labels: { device: ['sda'] },
    }),
  };
}

/** Metrics of node_exporter about CPU, clock, network and kernel limits, from collectors that are enabled by default. */
export function nodeSystemMetrics() {
  const device = { device: ['eth0'] };
  return {
    node_cpu_seconds_total: counter({
      help: 'Time that the CPUs spent in each mode.',
      unit: 's',
      labels: { cpu: ['0'], mode: ['idle', 'iowait', 'system', 'user'] },
    }),
    node_load5: gauge({ help: 'Load average over 5 minutes: tasks that run or wait.', unit: 'short' }),
    node_vmstat_pgmajfault: counter({ help: 'Pages that had to be read from disk.', unit: 'pages' }),
    node_vmstat_oom_kill: counter({ help: 'Processes killed because memory ran out.', unit: 'events' }),
    node_timex_offset_seconds: gauge({ help: 'Offset of the clock from its time source.', unit: 's' }),
    node_timex_maxerror_seconds: gauge({
      help: 'Largest possible error of the clock, as the kernel estimates it. Grows to 16 s without synchronisation.',
      unit: 's',
    }),
    node_network_receive_bytes_total: counter({ help: 'Bytes received.', unit: 'bytes', labels: device }),
    node_network_transmit_bytes_total: counter({ help: 'Bytes sent.', unit: 'bytes', labels: device }),
    node_network_receive_packets_total: counter({
      help: 'Packets received.',
      unit: 'packets',
      labels: device,
    }),
    node_network_transmit_packets_total: counter({ help: 'Packets sent.', unit: 'packets', labels: device }),
    node_network_receive_errs_total: counter({
      help: 'Packets received with errors.',
      unit: 'packets',
      labels: device,
    }),
    node_network_transmit_errs_total: counter({
      help: 'Packets that could not be sent.',
      unit: 'packets',
      labels: device,
    }),
    node_nf_conntrack_entries: gauge({ help: 'Connections that the firewall tracks.', unit: 'connections' }),
    node_nf_conntrack_entries_limit: gauge({ help: 'Connections that it can track.', unit: 'connections' }),
    node_filefd_allocated: gauge({ help: 'File descriptors in use.', unit: 'objects' }),
    node_filefd_maximum: gauge({ help: 'File descriptors that the kernel allows.', unit: 'objects' }),
  };
}

/** Software RAID, from node_exporter's collector `mdadm`. */
export function nodeRaidMetrics() {
  const device = ['md0'];
  return {
    node_md_disks: gauge({
      help: 'Disks of the array, by state.',
      unit: 'objects',
      labels: { device, state: ['active', 'failed', 'spare'] },
    }),
    node_md_disks_required: gauge({
      help: 'Disks that the array needs.',
      unit: 'objects',
      labels: { device },
    }),
  };
}

/** Units of systemd, from node_exporter's collector `systemd`, which is disabled by default. */
export function nodeSystemdMetrics() {
  return {
    node_systemd_unit_state: gauge({
      help: '1 for the state that the unit is in.',
      unit: 'objects',
      range: [0, 1],
      labels: { name: ['nginx.service'], state: ['active', 'failed', 'inactive'], type: ['simple'] },
    }),
  };
}
