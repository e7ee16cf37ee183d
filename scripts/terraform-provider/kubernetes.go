package main

// hashicorp/kubernetes: names, types, and what is required, optional or computed, as the provider has them.
func kubernetesProvider() provider {
	current := configMap()
	former := configMap()
	former.block.deprecated = true
	return provider{
		namespace: "hashicorp",
		version:   "3.2.1",
		configuration: block{
			attributes: []attribute{
				{name: "client_certificate", valueType: text},
				{name: "client_key", valueType: text},
				{name: "cluster_ca_certificate", valueType: text},
				{name: "config_context", valueType: text},
				{name: "config_context_auth_info", valueType: text},
				{name: "config_context_cluster", valueType: text},
				{name: "config_path", valueType: text},
				{name: "config_paths", valueType: listOf(text)},
				{name: "host", valueType: text},
				{name: "ignore_annotations", valueType: listOf(text)},
				{name: "ignore_labels", valueType: listOf(text)},
				{name: "insecure", valueType: boolean},
				{name: "password", valueType: text},
				{name: "proxy_url", valueType: text},
				{name: "tls_server_name", valueType: text},
				{name: "token", valueType: text},
				{name: "username", valueType: text},
			},
			blocks: []nested{
				{name: "exec", block: block{attributes: []attribute{
					{name: "api_version", valueType: text, mode: required},
					{name: "args", valueType: listOf(text)},
					{name: "command", valueType: text, mode: required},
					{name: "env", valueType: mapOf(text)},
				}}},
				{name: "experiments", block: block{attributes: []attribute{
					{name: "manifest_resource", valueType: boolean, deprecated: true},
				}}},
			},
		},
		resources: map[string]resource{
			"kubernetes_config_map":    former,
			"kubernetes_config_map_v1": current,
			"kubernetes_manifest":      manifest(),
		},
	}
}
