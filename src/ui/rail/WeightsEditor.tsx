import { useDisclosure } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import type { ContrastSpec } from '../../core/contrast/contrastSpec.ts'
import { columnOf } from '../../core/math/matrix.ts'
import type { PaneOrBoth } from '../../state/actions.ts'
import { panes, type AppState } from '../../state/appState.ts'
import { askedRows } from '../../state/askedRows.ts'
import type { DesignDiagnostics } from '../../state/designDiagnostics.ts'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { Sparkline } from '../parts/Sparkline.tsx'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import type { Selectors } from '../selectors.ts'

type Weights = Readonly<Record<string, number>>

/** The contrast as weights per column, one row for t, several for F; folded until asked for. */
export function WeightsEditor({ pane }: { readonly pane: PaneOrBoth }): ReactNode {
  const [open, { toggle }] = useDisclosure(false)
  // Folded, it can wait its turn; open, the numbers that are typed stand in fields at once.
  const count = useAppInTurn((state) => askedRows(state, pane === 'b' ? 'b' : 'a'))
  const what = count === undefined || count === 0 ? '' : count > 1 ? `F, ${count} rows` : 't, one row'
  return (
    <div className="weights">
      <button type="button" className="link-button quiet" aria-expanded={open} onClick={toggle}>
        <Icon name={open ? 'down' : 'right'} small />
        Weights per column{pane === 'both' ? '' : `, ${pane.toUpperCase()}`}
        <span className="t3">{what}</span>
      </button>
      {open && <OpenWeights pane={pane} />}
    </div>
  )
}

function OpenWeights({ pane }: { readonly pane: PaneOrBoth }): ReactNode {
  const rows = weightsOf(useDiagnostics(pane))
  if (rows === null) return <p className="small t3">Shown once the expression can be read.</p>
  return <Rows pane={pane} rows={rows} />
}

interface RowsProps {
  readonly pane: PaneOrBoth
  readonly rows: readonly Weights[]
}

function Rows({ pane, rows }: RowsProps): ReactNode {
  const actions = useActions()
  const columns = useColumns(pane)
  const [all, setAll] = useState(false)
  const shown = columns.filter(
    ({ name, isCondition }) => all || isCondition || rows.some((row) => (row[name] ?? 0) !== 0),
  )
  const ask = (next: readonly Weights[]): void => actions.setContrast(pane, contrastOf(next))
  const next = columns.find(({ name }) => rows.every((row) => (row[name] ?? 0) === 0)) ?? columns[0]
  return (
    <>
      <WeightsTable pane={pane} rows={rows} columns={shown} onChange={ask} />
      <div className="button-row">
        {next !== undefined && (
          <button type="button" className="link-button" onClick={() => ask([...rows, { [next.name]: 1 }])}>
            <Icon name="plus" small />
            Row (F)
          </button>
        )}
        {shown.length < columns.length || all ? (
          <button type="button" className="link-button quiet" onClick={() => setAll(!all)}>
            {all ? 'Conditions only' : `All ${columns.length} columns`}
          </button>
        ) : null}
      </div>
    </>
  )
}

interface WeightsTableProps extends RowsProps {
  readonly columns: readonly PicturedColumn[]
  readonly onChange: (rows: readonly Weights[]) => void
}

/** One number for each column and row, beside a picture of the column. */
function WeightsTable({ pane, rows, columns, onChange }: WeightsTableProps): ReactNode {
  const change = (at: number, name: string, weight: number): void =>
    onChange(rows.map((row, i) => (i === at ? withWeight(row, name, weight) : row)))
  const label = (name: string, i: number): string =>
    `Weight of ${name}${rows.length > 1 ? `, row ${i + 1}` : ''}${pane === 'both' ? '' : `, ${pane.toUpperCase()}`}`
  return (
    <div className="weights-scroll">
      <table className="numbers">
        <tbody>
          {columns.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="weights-picture">
                <Sparkline columns={[values]} label={`${name} over the run`} />
              </td>
              {rows.map((row, i) => (
                <td key={i}>
                  <NumberField
                    hideLabel
                    label={label(name, i)}
                    value={row[name] ?? 0}
                    step={0.5}
                    onChange={(weight) => change(i, name, weight)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {rows.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">rows of F</th>
              <td />
              {rows.map((_, i) => (
                <td key={i} className="r">
                  <IconButton
                    small
                    icon="x"
                    name={`Remove row ${i + 1}`}
                    onClick={() => onChange(rows.filter((__, other) => other !== i))}
                  />
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function withWeight(row: Weights, name: string, weight: number): Weights {
  const others = Object.entries(row).filter(([other]) => other !== name)
  return weight === 0 ? Object.fromEntries(others) : { ...row, [name]: weight }
}

function contrastOf(rows: readonly Weights[]): ContrastSpec {
  const [only] = rows
  return rows.length === 1 && only !== undefined ? { kind: 't', weights: only } : { kind: 'F', rows }
}

/** The weights on screen, by column; null while the contrast cannot be read. */
function weightsOf(diagnostics: DesignDiagnostics | null): readonly Weights[] | null {
  const contrast = diagnostics?.contrast ?? null
  if (diagnostics === null || contrast === null) return null
  const { rows, columns, data } = contrast.rows
  return Array.from({ length: rows }, (_, r) =>
    Object.fromEntries(
      diagnostics.design.columns.flatMap(({ name }, j): [string, number][] => {
        const weight = data[r * columns + j] ?? 0
        return weight === 0 ? [] : [[name, weight]]
      }),
    ),
  )
}

interface PicturedColumn {
  readonly name: string
  readonly isCondition: boolean
  /** n scans, of the first design that has it. */
  readonly values: Float64Array
}

function useColumns(pane: PaneOrBoth): readonly PicturedColumn[] {
  const a = useDiagnostics('a')
  const b = useDiagnostics('b')
  const designs = panes.flatMap((each) => {
    const own = each === 'a' ? a : b
    if (own === null || (pane !== 'both' && pane !== each)) return []
    const { columns, matrix } = own.design
    return columns.map(({ name, role }, j) => ({ name, role, values: columnOf(matrix, j) }))
  })
  const seen = new Set<string>()
  return designs.flatMap(({ name, role, values }) => {
    if (seen.has(name)) return []
    seen.add(name)
    return [{ name, isCondition: role === 'condition', values }]
  })
}

function useDiagnostics(pane: PaneOrBoth): DesignDiagnostics | null {
  return useApp((state, selectors) => diagnosticsOf(state, selectors, pane))
}

/** Of A where both have one contrast. */
function diagnosticsOf(state: AppState, selectors: Selectors, pane: PaneOrBoth): DesignDiagnostics | null {
  const live = selectors.designDiagnostics(state, pane === 'b' ? 'b' : 'a')
  return live?.ok === true ? live.diagnostics : null
}
