import { Combobox, InlineField, Input, MultiCombobox } from '@grafana/ui';
import { all, type ResolvedVariable } from './variables.js';

/** The variables of a dashboard, as Grafana shows them above the panels. */
export function VariableBar({
  variables,
  onChoose,
}: {
  readonly variables: readonly ResolvedVariable[];
  readonly onChoose: (name: string, values: readonly string[]) => void;
}) {
  const shown = variables.filter(
    ({ json }) => json.hide !== 2 && json.hide !== 'hideVariable' && json.type !== 'constant',
  );
  if (shown.length === 0) return null;
  return (
    <section aria-label="Variables" className="variables">
      {shown.map((variable) => (
        <InlineField
          key={variable.json.name}
          label={variable.json.hide === 1 ? undefined : variable.label}
          error={variable.error}
          invalid={variable.error !== undefined}
          htmlFor={`variable-${variable.json.name}`}
        >
          <Choice variable={variable} onChoose={(values) => onChoose(variable.json.name, values)} />
        </InlineField>
      ))}
    </section>
  );
}

function Choice({
  variable,
  onChoose,
}: {
  readonly variable: ResolvedVariable;
  readonly onChoose: (values: readonly string[]) => void;
}) {
  const { json, options, chosen } = variable;
  const id = `variable-${json.name}`;
  if (json.type === 'textbox') {
    return (
      <Input
        id={id}
        width={24}
        defaultValue={chosen[0] ?? ''}
        onBlur={({ currentTarget: { value } }) => value !== (chosen[0] ?? '') && onChoose([value])}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && onChoose([currentTarget.value])}
      />
    );
  }
  if (json.type === 'adhoc' || json.type === 'groupby')
    return <Input id={id} width={24} disabled placeholder="not simulated" />;
  const list = [
    ...(json.includeAll ? [{ label: 'All', value: all }] : []),
    ...options.map(({ text, value }) => ({ label: text, value })),
  ];
  if (json.multi) {
    return (
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={16}
        options={list}
        value={[...chosen]}
        onChange={(values) => {
          const picked = values.map(({ value }) => value);
          const last = picked.at(-1);
          // All is alone: who chooses a value beside it means that value.
          onChoose(
            last === all || picked.length === 0
              ? json.includeAll
                ? [all]
                : []
              : picked.filter((value) => value !== all),
          );
        }}
      />
    );
  }
  return (
    <Combobox
      id={id}
      width="auto"
      minWidth={16}
      options={list}
      value={chosen[0] ?? null}
      onChange={({ value }) => onChoose([value])}
    />
  );
}
