package main

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	tmpltext "text/template"
	tmplparse "text/template/parse"

	"github.com/prometheus/prometheus/template"
)

// Kinds of template nodes and operands; `decode-template.ts` has the same lists.
const (
	nodeText uint32 = iota
	nodeAction
	nodeIf
	nodeWith
	nodeRange
	nodeTemplate
	nodeBreak
	nodeContinue
)

const (
	operandVariable uint32 = iota
	operandField
	operandChain
	operandFunction
	operandPipe
	operandString
	operandNumber
	operandBool
	operandDot
	operandNil
)

// templates reads a list of templates. It answers the names of Prometheus' own functions, then one entry per template:
// its tree, or why Go does not parse it.
func templates(in request, out *response) error {
	functions := templateFunctions()
	out.count(len(functions))
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		out.string(name)
	}
	for range in.count() {
		text := in.string()
		trees, prefix, err := parseTemplate(text)
		if err != nil {
			line, message := templateError(err)
			out.word(0)
			out.string(message)
			out.count(line)
			continue
		}
		out.word(1)
		w := templateWriter{response: out, positions: newPositions(text), text: text, prefix: prefix, functions: functions}
		w.trees(trees)
	}
	return nil
}

// templateName is no name that a text would define a template by: it would replace itself.
const templateName = "\x00"

// undefined is how Go's parser refuses a variable. It stops there, so the variable is declared for another try: whoever
// reads the tree sees which variables are not there, all of them and where.
var undefined = regexp.MustCompile(`: undefined variable "(\$\w*)"$`)

// ruleVariables are what the rules package declares in front of every text.
var ruleVariables = []string{"$labels", "$externalLabels", "$externalURL", "$value"}

// parseTemplate parses as the template package does, functions that do not exist included. Variables are declared in
// front of the text, as the rules package does it: prefix is the length of that.
func parseTemplate(text string) (trees map[string]*tmplparse.Tree, prefix int, err error) {
	declared := map[string]bool{}
	var front strings.Builder
	declare := func(name string) {
		declared[name] = true
		front.WriteString("{{" + name + ` := ""}}`)
	}
	for _, name := range ruleVariables {
		declare(name)
	}
	for {
		tree := tmplparse.New(templateName)
		tree.Mode = tmplparse.SkipFuncCheck
		trees = map[string]*tmplparse.Tree{}
		_, err = tree.Parse(front.String()+text, "", "", trees)
		if err == nil {
			return trees, front.Len(), nil
		}
		found := undefined.FindStringSubmatch(err.Error())
		if found == nil || declared[found[1]] {
			return nil, 0, err
		}
		declare(found[1])
	}
}

var templateErrorPattern = regexp.MustCompile(`(?s)^template: \x00:(\d+): (.*)$`)

func templateError(err error) (line int, message string) {
	found := templateErrorPattern.FindStringSubmatch(err.Error())
	if found == nil {
		return 1, err.Error()
	}
	line, _ = strconv.Atoi(found[1])
	return line, found[2]
}

// templateFunctions are the names of the functions that Prometheus adds to Go's.
func templateFunctions() map[string]bool {
	if prometheusFunctions == nil {
		collected := functionNames{}
		template.RegisterFeatures(collected)
		prometheusFunctions = collected
	}
	return prometheusFunctions
}

var prometheusFunctions map[string]bool

// functionNames collects what Prometheus registers as features: its template functions.
type functionNames map[string]bool

func (f functionNames) Enable(_, name string)            { f[name] = true }
func (f functionNames) Disable(string, string)           {}
func (f functionNames) Set(_, name string, enabled bool) { f[name] = enabled }
func (f functionNames) Get() map[string]map[string]bool  { return nil }

// goFunctions remembers which names are functions of the template language itself, which tells no list of them.
var goFunctions = map[string]bool{}

func isGoFunction(name string) bool {
	known, asked := goFunctions[name]
	if !asked {
		_, err := tmpltext.New(templateName).Parse("{{" + name + "}}")
		known = err == nil
		goFunctions[name] = known
	}
	return known
}

// templateWriter appends the trees of a template to a response.
type templateWriter struct {
	*response
	positions
	text      string
	prefix    int
	functions map[string]bool
}

func (w *templateWriter) trees(trees map[string]*tmplparse.Tree) {
	w.nodes(w.ownNodes(trees[templateName]))
	w.count(len(trees) - 1)
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		if name == templateName {
			continue
		}
		w.string(name)
		w.list(trees[name].Root)
	}
}

// ownNodes are the nodes of the text itself, without the declarations in front of it.
func (w *templateWriter) ownNodes(tree *tmplparse.Tree) []tmplparse.Node {
	if tree == nil || tree.Root == nil {
		return nil
	}
	nodes := tree.Root.Nodes
	for len(nodes) > 0 && int(nodes[0].Position()) < w.prefix {
		nodes = nodes[1:]
	}
	return nodes
}

func (w *templateWriter) list(list *tmplparse.ListNode) {
	if list == nil {
		w.nodes(nil)
		return
	}
	w.nodes(list.Nodes)
}

func (w *templateWriter) nodes(nodes []tmplparse.Node) {
	place := len(w.words)
	w.word(0)
	count := uint32(0)
	for _, node := range nodes {
		if node.Type() == tmplparse.NodeComment {
			continue
		}
		w.node(node)
		count++
	}
	w.words[place] = count
}

// place writes where a node begins.
func (w *templateWriter) place(pos tmplparse.Pos) { w.word(w.at(int(pos) - w.prefix)) }

func (w *templateWriter) node(node tmplparse.Node) {
	switch n := node.(type) {
	case *tmplparse.TextNode:
		w.word(nodeText)
		w.place(n.Pos)
		w.string(string(n.Text))
	case *tmplparse.ActionNode:
		w.word(nodeAction)
		w.place(n.Pos)
		w.pipe(n.Pipe)
	case *tmplparse.IfNode:
		w.branch(nodeIf, &n.BranchNode)
	case *tmplparse.WithNode:
		w.branch(nodeWith, &n.BranchNode)
	case *tmplparse.RangeNode:
		w.branch(nodeRange, &n.BranchNode)
	case *tmplparse.TemplateNode:
		w.word(nodeTemplate)
		w.place(n.Pos)
		w.string(n.Name)
		w.flag(n.Pipe != nil)
		if n.Pipe != nil {
			w.pipe(n.Pipe)
		}
	case *tmplparse.BreakNode:
		w.word(nodeBreak)
		w.place(n.Pos)
	case *tmplparse.ContinueNode:
		w.word(nodeContinue)
		w.place(n.Pos)
	default:
		panic("unknown kind of template node: " + node.String())
	}
}

func (w *templateWriter) branch(kind uint32, n *tmplparse.BranchNode) {
	w.word(kind)
	w.place(n.Pos)
	w.pipe(n.Pipe)
	w.list(n.List)
	w.flag(n.ElseList != nil)
	if n.ElseList != nil {
		w.list(n.ElseList)
	}
}

func (w *templateWriter) pipe(n *tmplparse.PipeNode) {
	w.flag(n.IsAssign)
	w.count(len(n.Decl))
	for _, variable := range n.Decl {
		w.string(variable.Ident[0])
		w.place(variable.Pos)
	}
	w.count(len(n.Cmds))
	for _, command := range n.Cmds {
		w.count(len(command.Args))
		for _, arg := range command.Args {
			w.operand(arg)
		}
	}
}

func (w *templateWriter) operand(node tmplparse.Node) {
	switch n := node.(type) {
	case *tmplparse.VariableNode:
		w.word(operandVariable)
		w.place(w.first(n.Pos, n.Ident[0]))
		w.strings(n.Ident)
	case *tmplparse.FieldNode:
		w.word(operandField)
		w.place(w.first(n.Pos, "."+n.Ident[0]))
		w.strings(n.Ident)
	case *tmplparse.ChainNode:
		w.word(operandChain)
		w.place(n.Pos)
		w.strings(n.Field)
		w.operand(n.Node)
	case *tmplparse.IdentifierNode:
		w.word(operandFunction)
		w.place(n.Pos)
		w.string(n.Ident)
		w.flag(w.functions[n.Ident] || isGoFunction(n.Ident))
	case *tmplparse.PipeNode:
		w.word(operandPipe)
		w.place(n.Pos)
		w.pipe(n)
	case *tmplparse.StringNode:
		w.word(operandString)
		w.place(n.Pos)
		w.string(n.Text)
		w.string(n.Quoted)
	case *tmplparse.NumberNode:
		w.word(operandNumber)
		w.place(n.Pos)
		w.string(n.Text)
	case *tmplparse.BoolNode:
		w.word(operandBool)
		w.place(n.Pos)
		w.flag(n.True)
	case *tmplparse.DotNode:
		w.word(operandDot)
		w.place(n.Pos)
	case *tmplparse.NilNode:
		w.word(operandNil)
		w.place(n.Pos)
	default:
		panic("unknown kind of template operand: " + node.String())
	}
}

// first is where the first name of a chain of names begins: the parser tells where the second one does.
func (w *templateWriter) first(pos tmplparse.Pos, name string) tmplparse.Pos {
	at := int(pos) - w.prefix
	if strings.HasPrefix(w.text[max(0, min(at, len(w.text))):], name) {
		return pos
	}
	if before := at - len(name); before >= 0 && strings.HasPrefix(w.text[before:], name) {
		return tmplparse.Pos(before + w.prefix)
	}
	return pos
}
