import { smallRun } from './niftiFiles.ts'

/** AFNI's extension of a header with three volumes: a full F, a coefficient and its t. */
const afniExtension = `<?xml version='1.0' ?>
<AFNI_attributes self_idcode="AFN_x" ni_form="ni_group" >
<AFNI_atr ni_type="String" ni_dimen="1" atr_name="BRICK_LABS" >
 "Full_Fstat~tap#0_Coef~tap#0_Tstat"</AFNI_atr>
<AFNI_atr ni_type="float" ni_dimen="10" atr_name="BRICK_STATAUX" >
 0 4 2 3 95
 2 3 1 95</AFNI_atr>
</AFNI_attributes>`

/** A bucket as AFNI writes it as NIfTI: volumes in the fifth dimension, what they are in an extension. */
export function afniBucket(): Uint8Array<ArrayBuffer> {
  const run = smallRun({ datatype: 'float32' })
  const text = new TextEncoder().encode(afniExtension)
  const size = Math.ceil((text.length + 8) / 16) * 16
  const bytes = new Uint8Array(run.length + size)
  bytes.set(run.subarray(0, 352))
  bytes.set(run.subarray(352), 352 + size)
  bytes[348] = 1
  const view = new DataView(bytes.buffer)
  view.setInt32(352, size, true)
  view.setInt32(356, 4, true)
  bytes.set(text, 360)
  view.setFloat32(108, 352 + size, true)
  view.setInt16(40, 5, true)
  view.setInt16(50, view.getInt16(48, true), true)
  view.setInt16(48, 1, true)
  return bytes
}
