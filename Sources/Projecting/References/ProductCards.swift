package import Domain

/// The cards of all marketplaces: which kinds hold them, and how one is read.
package enum ProductCards {
  /// The kinds whose documents are cards.
  package static let kinds: Set<StreamKind> = Set(readers.keys)

  static let readers: [StreamKind: @Sendable (Event, RecordView) throws -> (any Fact)?] = [
    LemanaProduct.kind: LemanaCardFact.read,
    OzonProduct.kind: OzonFacts.readCard,
    WBCard.kind: WBCardFact.read,
    YMOffer.kind: YMFacts.readCard,
  ]

  /// The card that an event states, or `nil` when it states none.
  package static func card(_ event: Event) throws -> CardFact? {
    guard !event.isWithdrawal, !event.isCompletion, let read = readers[event.kind] else {
      return nil
    }
    return try read(event, event.record()) as? CardFact
  }
}
