package import Domain

/// What all events of one type from one connection share: each of them points to this alone.
package final class EventOrigin {
  let schema: EventSchema
  let schemaIndex: Int
  let isWithdrawal: Bool
  let isCompletion: Bool
  let connection: String
  let decoders: DecoderStack

  package init(_ schema: EventSchema, connection: String, _ pool: DecoderPool) {
    self.schema = schema
    schemaIndex = schema.index
    isWithdrawal = schema.isWithdrawal
    isCompletion = schema.isCompletion
    self.connection = connection
    decoders = pool.stack(for: schema)
  }
}
