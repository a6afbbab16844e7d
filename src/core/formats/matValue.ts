/** What a MAT file can hold. Arrays are column-major: the first dimension runs fastest. */
export type MatValue = MatNumbers | MatText | MatCell | MatStruct | MatSparse | MatUnread

export type MatNumberClass =
  'double' | 'single' | 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64'

/** A numeric or logical array, widened to double; 64-bit integers beyond 2^53 are rounded. */
export interface MatNumbers {
  readonly kind: 'numbers'
  readonly numberClass: MatNumberClass
  readonly isLogical: boolean
  readonly dims: readonly number[]
  readonly real: Float64Array
  /** Present only where the array is complex. */
  readonly imaginary?: Float64Array
}

/** A character array; `rows` are its lines, as wide as the array is, trailing blanks included. */
export interface MatText {
  readonly kind: 'text'
  readonly dims: readonly number[]
  readonly rows: readonly string[]
}

export interface MatCell {
  readonly kind: 'cell'
  readonly dims: readonly number[]
  readonly items: readonly MatValue[]
}

/** A structure array: one map of fields per element. */
export interface MatStruct {
  readonly kind: 'struct'
  readonly dims: readonly number[]
  readonly fieldNames: readonly string[]
  readonly elements: readonly ReadonlyMap<string, MatValue>[]
}

/** A sparse matrix in compressed columns: those of column j are `columnStarts[j]` to `columnStarts[j + 1]`. */
export interface MatSparse {
  readonly kind: 'sparse'
  readonly dims: readonly [number, number]
  readonly isLogical: boolean
  readonly rowIndices: Int32Array
  readonly columnStarts: Int32Array
  readonly real: Float64Array
  readonly imaginary?: Float64Array
}

/** Something that was passed over: an object, a function handle, an unknown class, or a part nobody asked for. */
export interface MatUnread {
  readonly kind: 'unread'
  readonly what: 'object' | 'function handle' | 'opaque' | 'unknown class' | 'not wanted'
}
