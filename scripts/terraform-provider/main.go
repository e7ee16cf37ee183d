// A Terraform provider for tests only. It serves the schemas of providers that cannot be fetched where the
// tests run, validates what can be validated without a server, and keeps what is applied in the state alone.
// So init, validate, plan, apply and a second plan of the generated modules run for real, offline.
//
// One binary serves every provider: which one is said by the name that it is started under
// (terraform-provider-kubernetes_v3.2.1 is the provider "kubernetes"). `terraform-provider mirror DIR` lays
// out the filesystem mirror that a CLI configuration names, with one link to the binary for each of them.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// To serve another provider, add its table here.
var providers = map[string]provider{
	"azurerm":    azurermProvider(),
	"grafana":    grafanaProvider(),
	"kubernetes": kubernetesProvider(),
}

// Terraform and OpenTofu each take "hashicorp/kubernetes" to be at their own registry.
var registries = []string{"registry.terraform.io", "registry.opentofu.org"}

func main() {
	var err error
	if len(os.Args) == 3 && os.Args[1] == "mirror" {
		err = mirror(os.Args[2])
	} else {
		err = serve(filepath.Base(os.Args[0]))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(program string) error {
	name, _, _ := strings.Cut(strings.TrimPrefix(program, "terraform-provider-"), "_v")
	served, known := providers[name]
	if !known {
		return fmt.Errorf("no provider %q in here (started as %s)", name, program)
	}
	return tf6server.Serve(registries[0]+"/"+served.namespace+"/"+name, func() tfprotov6.ProviderServer {
		return &server{provider: served}
	})
}

func mirror(folder string) error {
	binary, err := os.Executable()
	if err != nil {
		return err
	}
	for name, served := range providers {
		for _, registry := range registries {
			target := filepath.Join(folder, registry, served.namespace, name, served.version, runtime.GOOS+"_"+runtime.GOARCH)
			if err := os.MkdirAll(target, 0o755); err != nil {
				return err
			}
			if err := os.Link(binary, filepath.Join(target, "terraform-provider-"+name+"_v"+served.version)); err != nil {
				return err
			}
		}
	}
	return nil
}
