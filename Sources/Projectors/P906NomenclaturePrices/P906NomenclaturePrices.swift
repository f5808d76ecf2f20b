package import Domain
package import Projecting

/// Dealer prices: one row per nomenclature, day from which the price holds, and source
/// (`read-tables` §7).
package final class P906NomenclaturePrices: Projector {
  package static let version = 3
  package static let kinds = PriceStatement.kinds
  package static let references: Set<StreamKind> = [ConnectionSettings.kind, OneCNomenclature.kind]
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p906_nomenclature_prices", Shape(of: P906Columns.self),
      key: ["source", "connection_mp_ref", "nomenclature_ref", "period"],
      indexes: [["nomenclature_ref", "period"]])
  ]

  package init() {}

  /// All prices of one nomenclature, or of one article in tables: `valid_to` needs the next one.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    let id = event.naturalID
    let isTable = event.kind == TableDealerPrice.kind
    // An article may hold the sign that stands before its day.
    let slash = isTable ? id.count - "/2026-01-01".utf8.count : id.firstIndex(of: 0x2F)
    guard let slash, slash > 0, id[slash] == 0x2F else {
      throw ProjectionError(event, "the id is not item/period")
    }
    RowKey.append(isTable ? "EXCEL" : "1C", to: key)
    RowKey.append(event.connection, to: key)
    if isTable {
      RowKey.append(Article.folded(id.prefix(slash).string), to: key)
    } else {
      RowKey.append(id.prefix(slash), to: key)
    }
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    let standing = DatedPrice.standing(try group.documents.compactMap(PriceDocument.init)) {
      $0.price
    }
    guard let first = standing.first else { return }
    let connection = first.document.connection
    guard let nomenclature = Self.nomenclature(first.subject, connection, references) else {
      return
    }
    let item = references.item(connection, nomenclature)
    for (index, entry) in standing.enumerated() {
      var row = rows.blank()
      row[columns.source] = entry.price.isManual ? "EXCEL" : "1C"
      row[columns.connection_mp_ref] = connection
      row[columns.nomenclature_ref] = nomenclature
      row[columns.period] = entry.price.day
      row[columns.price] = entry.price.price
      row[columns.is_withdrawn] = entry.price.isWithdrawn
      if !entry.price.isWithdrawn {
        let next = standing[(index + 1)...].first { !$0.price.isWithdrawn }
        row[columns.valid_to] = next?.price.day.previous
      }
      row[columns.article] = item?.article
      row[columns.description] = item?.description
      try rows.add(consume row, of: entry.document)
    }
  }

  private let columns = P906Columns()

  /// The item itself, or the only one with the article: one unknown today appears when its item does.
  private static func nomenclature(
    _ subject: PriceStatement.Subject, _ connection: String, _ references: References
  ) -> String? {
    switch subject {
    case .item(let ref): ref
    case .article(let article): references.item(withArticle: article, in: connection)
    }
  }
}

/// A price document and what it last said.
private struct PriceDocument {
  let document: Document
  let subject: PriceStatement.Subject
  let price: DatedPrice

  init?(_ document: Document) throws {
    guard let stated = document.lastStated else { return nil }
    guard var statement = PriceStatement(stated, try stated.record()) else {
      throw ProjectionError(stated, "a price without item, day or amount")
    }
    statement.price.isWithdrawn = document.isWithdrawn
    self.document = document
    subject = statement.subject
    price = statement.price
  }
}
