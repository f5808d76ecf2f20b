package import Domain

/// What a document says of a dealer price: whose, how much, from when.
///
/// From 1C's dealer-price service, from its register of prices, or from a table that people keep.
package struct PriceStatement: Sendable {
  /// The kinds of documents that state prices.
  package static let kinds: Set<StreamKind> = [
    OneCDealerPrice.kind, OneCPrice.kind, TableDealerPrice.kind,
  ]

  package enum Subject: Sendable, Equatable {
    /// Ref_Key of an item.
    case item(String)

    /// An article that the catalogue may have.
    case article(String)
  }

  package let subject: Subject
  package var price: DatedPrice

  /// `nil` for an event that states no price.
  package init?(_ event: Event, _ record: RecordView) {
    switch event.kind {
    case OneCDealerPrice.kind:
      let fields = OneCDealerPrice()
      self.init(event, record[fields.nomenclature_ref], record[fields.period], record[fields.price])
    case OneCPrice.kind:
      let fields = OneCPrice()
      self.init(
        event, record[fields.nomenclature_ref], record[fields.period], record[fields.price],
        isPartial: record.isPresent(fields.characteristic_ref.slot)
          || record.isPresent(fields.packaging_ref.slot),
        moment: Self.hasTime(event.naturalID) ? record[fields.period_at] : nil)
    case TableDealerPrice.kind:
      let fields = TableDealerPrice()
      self.init(
        event, record[fields.article], record[fields.period], record[fields.price], isManual: true)
    default: return nil
    }
  }

  private init?(
    _ event: Event, _ name: Bytes?, _ day: Day?, _ price: Decimal4?, isManual: Bool = false,
    isPartial: Bool = false, moment: Instant? = nil
  ) {
    guard let name, let day, let price else { return nil }
    subject = isManual ? .article(name.string) : .item(name.string)
    self.price = DatedPrice(
      day: day, price: price, isManual: isManual, isPartial: isPartial, moment: moment,
      clock: event.clock, position: event.position)
  }

  /// Whether a price of the register begins within the day: `nomenclature/moment/…`.
  private static func hasTime(_ naturalID: Bytes) -> Bool {
    guard let slash = naturalID.firstIndex(of: 0x2F) else { return false }
    let rest = naturalID.dropFirst(slash + 1)
    return rest.prefix(rest.firstIndex(of: 0x2F) ?? rest.count).firstIndex(of: 0x54) != nil
  }
}
