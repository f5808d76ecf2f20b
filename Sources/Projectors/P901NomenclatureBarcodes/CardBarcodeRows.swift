import Domain
import Projecting

/// Rows from a marketplace's cards: each barcode that a card has or had.
struct CardBarcodeRows {
  private let references: References
  private let columns = P901Columns()

  /// What p901 calls the source of each kind of cards.
  private static let sources: [StreamKind: String] = [
    LemanaProduct.kind: "LEMANA", OzonProduct.kind: "OZON", WBCard.kind: "WB", YMOffer.kind: "YM",
  ]

  init(_ references: References) { self.references = references }

  /// The documents are the cards of one product: mostly one.
  func add(_ group: DocumentGroup, to rows: any RowSink) throws {
    let histories = try group.documents.map(CardHistory.init)
    guard let owner = histories.compactMap(\.latest).last,
      let kind = group.documents.first?.kind, let source = Self.sources[kind],
      let connection = group.documents.first?.connection
    else { return }
    let card = references.card(connection, owner.product) ?? owner
    for barcode in Set(histories.flatMap(\.barcodes)).sorted() {
      var row = rows.blank()
      row[columns.source] = source
      row[columns.connection_mp_ref] = connection
      row[columns.barcode] = barcode
      row[columns.owner_ref] = owner.product
      let found = references.nomenclature(
        connection, product: owner.product, article: card.article, barcode: barcode)
      row.set(columns.nomenclature_ref, found.nomenclature)
      row[columns.article] = card.article
      let holders = histories.filter { $0.barcodes.contains(barcode) }.map { history in
        BarcodeHolder(history.document, history.states(of: barcode))
      }
      try rows.add(&row, heldBy: holders, references)
    }
  }
}

/// The states of one card.
private struct CardHistory {
  let document: Document

  /// For each version its card; none for a withdrawal.
  private let cards: [CardFact?]

  init(_ document: Document) throws {
    self.document = document
    cards = try document.versions.map(ProductCards.card)
  }

  var latest: CardFact? { cards.last { $0 != nil } ?? nil }

  /// Every barcode it ever had; what lies in the trash is not seen.
  var barcodes: Set<String> {
    Set(cards.compactMap(\.self).filter { !$0.isWithdrawn }.flatMap(\.barcodes))
  }

  func states(of barcode: String) -> [Sightings.State] {
    cards.map { card in
      guard let card, !card.isWithdrawn else { return .gone }
      return card.barcodes.contains(barcode) ? .present : .absent
    }
  }
}
