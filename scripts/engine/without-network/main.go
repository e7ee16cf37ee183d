// Copies the Go package in the folder $1 to the folder $2 without everything that needs the network: declarations that
// use net/http, TLS and OAuth, and what uses these. Of a configuration its types, their reading and their validation
// remain, word for word.
package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Packages that are not linked.
var network = []string{
	"crypto/tls", "crypto/x509", "net", "net/http",
	"github.com/golang-jwt/jwt/v5", "github.com/google/uuid", "github.com/mwitkow/go-conntrack",
	"golang.org/x/net/http/httpproxy", "golang.org/x/net/http2",
	"golang.org/x/oauth2", "golang.org/x/oauth2/clientcredentials",
}

// Names of these packages that configurations need, with the same in packages that are linked.
var instead = map[string]string{
	"tls.VersionTLS10": "0x0301", "tls.VersionTLS11": "0x0302", "tls.VersionTLS12": "0x0303", "tls.VersionTLS13": "0x0304",
	"http.CanonicalHeaderKey": "canonicalHeaderKey",
}

func main() {
	files := token.NewFileSet()
	var parsed []*ast.File
	paths, err := filepath.Glob(filepath.Join(os.Args[1], "*.go"))
	must(err)
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || filepath.Base(path) == "generate.go" {
			continue
		}
		text, err := os.ReadFile(path)
		must(err)
		for from, to := range instead {
			text = bytes.ReplaceAll(text, []byte(from), []byte(to))
		}
		file, err := parser.ParseFile(files, filepath.Base(path), text, parser.SkipObjectResolution)
		must(err)
		parsed = append(parsed, file)
	}

	dropped := map[string]bool{}
	for {
		before := len(dropped)
		for _, file := range parsed {
			packages := namesOf(file, network)
			gone := func(node ast.Node) bool { return mentions(node, packages, dropped) }
			file.Decls = slices.DeleteFunc(file.Decls, func(decl ast.Decl) bool {
				if function, ok := decl.(*ast.FuncDecl); ok {
					return dropFunction(function, gone, dropped)
				}
				return dropSpecs(decl.(*ast.GenDecl), gone, dropped)
			})
		}
		if len(dropped) == before {
			break
		}
	}

	must(os.MkdirAll(os.Args[2], 0o755))
	for _, file := range parsed {
		withoutUnusedImports(file)
		file.Comments = nil
		var out bytes.Buffer
		must(format.Node(&out, files, file))
		must(os.WriteFile(filepath.Join(os.Args[2], files.Position(file.Package).Filename), out.Bytes(), 0o644))
	}
}

func dropFunction(function *ast.FuncDecl, gone func(ast.Node) bool, dropped map[string]bool) bool {
	if !gone(function) {
		return false
	}
	// A method goes alone: its type may be needed.
	if function.Recv == nil {
		dropped[function.Name.Name] = true
	} else {
		dropped["."+function.Name.Name] = true
	}
	return true
}

// dropSpecs removes declarations of a group; of an exported structure only fields that are not.
func dropSpecs(group *ast.GenDecl, gone func(ast.Node) bool, dropped map[string]bool) bool {
	if group.Tok == token.IMPORT {
		return false
	}
	group.Specs = slices.DeleteFunc(group.Specs, func(spec ast.Spec) bool {
		if typed, ok := spec.(*ast.TypeSpec); ok && typed.Name.IsExported() {
			if structure, ok := typed.Type.(*ast.StructType); ok {
				structure.Fields.List = slices.DeleteFunc(structure.Fields.List, func(field *ast.Field) bool {
					return len(field.Names) > 0 && !field.Names[0].IsExported() && gone(field)
				})
			}
		}
		if !gone(spec) {
			return false
		}
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			dropped[spec.Name.Name] = true
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				dropped[name.Name] = true
			}
		}
		return true
	})
	return len(group.Specs) == 0
}

func mentions(node ast.Node, packages []string, dropped map[string]bool) bool {
	found := false
	ast.Inspect(node, func(inner ast.Node) bool {
		switch inner := inner.(type) {
		case *ast.SelectorExpr:
			if of, ok := inner.X.(*ast.Ident); ok && slices.Contains(packages, of.Name) {
				found = true
			}
			// The selected name is of another package or type.
			ast.Inspect(inner.X, func(each ast.Node) bool {
				if name, ok := each.(*ast.Ident); ok && dropped[name.Name] {
					found = true
				}
				return true
			})
			return !found && !isIdent(inner.X)
		case *ast.Ident:
			if dropped[inner.Name] {
				found = true
			}
		}
		return !found
	})
	return found
}

func isIdent(node ast.Expr) bool {
	_, ok := node.(*ast.Ident)
	return ok
}

func namesOf(file *ast.File, paths []string) []string {
	var names []string
	for _, imported := range file.Imports {
		if path, _ := strconv.Unquote(imported.Path.Value); slices.Contains(paths, path) {
			names = append(names, nameOf(imported))
		}
	}
	return names
}

func nameOf(imported *ast.ImportSpec) string {
	if imported.Name != nil {
		return imported.Name.Name
	}
	path, _ := strconv.Unquote(imported.Path.Value)
	name := filepath.Base(path)
	if strings.HasPrefix(name, "v") && len(name) <= 3 {
		name = filepath.Base(filepath.Dir(path))
	}
	return strings.TrimPrefix(name, "go-")
}

func withoutUnusedImports(file *ast.File) {
	used := map[string]bool{}
	for _, decl := range file.Decls {
		ast.Inspect(decl, func(node ast.Node) bool {
			if selector, ok := node.(*ast.SelectorExpr); ok {
				if of, ok := selector.X.(*ast.Ident); ok {
					used[of.Name] = true
				}
			}
			return true
		})
	}
	file.Decls = slices.DeleteFunc(file.Decls, func(decl ast.Decl) bool {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.IMPORT {
			return false
		}
		group.Specs = slices.DeleteFunc(group.Specs, func(spec ast.Spec) bool {
			return !used[nameOf(spec.(*ast.ImportSpec))]
		})
		return len(group.Specs) == 0
	})
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
