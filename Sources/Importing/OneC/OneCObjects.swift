package import Domain

/// Reads an answer of 1C whose objects each become a document named by its reference.
package struct OneCObjects {
  private let schema: EventSchema
  private let key: Field<Text>
  private let reader: OneCReader

  /// What the objects become.
  ///
  /// `key` is the field that the table fills from `Ref_Key`; the rest is as in `OneCReader`.
  package init(
    _ type: any EventType.Type, key: Field<Text>, zone: Zone,
    _ table: [(field: String, names: [String], how: OneCReader.Conversion)], ignored: [String] = []
  ) {
    schema = EventTypes.schema(of: type)
    self.key = key
    reader = OneCReader(schema.shape, zone: zone, table, ignored: ignored)
  }

  /// Drafts every object; `finish` may add to the record what the table does not tell.
  package func read(
    _ payload: Payload, into intake: Intake,
    _ finish: (inout Record, OneCRow) throws(RowError) -> Void = { _, _ in }
  ) throws(PayloadError) {
    var record = Record(schema.shape)
    try OneCAnswer.forEach(payload, single: ["Ref_Key"], into: intake) {
      (row) throws(PayloadError) in
      intake.beginRow()
      let id: String
      do throws(RowError) {
        try reader.fill(&record, from: row, intake)
        guard let ref = record[key] else { throw RowError("Ref_Key", "missing") }
        try finish(&record, row)
        id = ref
      } catch {
        intake.setAside(at: row.range.lowerBound, error)
        return
      }
      try intake.draft(schema, id, occurredAt: nil, source: row.range, record)
    }
  }
}
