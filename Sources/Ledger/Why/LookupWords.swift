import Domain
import Projecting

/// What is looked up elsewhere, in words.
enum LookupWords {
  /// What a document says that a row looked up.
  static func said(_ event: KeptEvent) throws -> String {
    let id = String(decoding: event.naturalID, as: UTF8.self)
    if event.schema.isCompletion {
      return try completion(event)
    }
    if event.schema.isWithdrawal { return "\(event.schema.kind.name) \(id) is withdrawn" }
    let values = try Values(event)
    switch event.schema.kind {
    case ConnectionSettings.kind:
      return "connection \(values["name"] ?? id) to \(values["marketplace"] ?? "")"
        + values.told("onec", ", 1C base ", "")
        + values.told("organization", ", organization «", "»")
    case OneCNomenclature.kind:
      return "item \(id)" + values.told("article", ", article «", "»")
        + values.told("base_ref", ", base item ", "")
        + (values["is_folder"] == "true" ? ", a folder" : "")
        + (values["deletion_mark"] == "true" ? ", marked for deletion" : "")
    case OneCBarcode.kind:
      return "barcode \(values["barcode"] ?? id) of item \(values["nomenclature_ref"] ?? "")"
    case OneCOrganization.kind:
      return "organization «\(values["description"] ?? "")», \(values["ref_key"] ?? id)"
    case ProductMatched.kind:
      let decision = values["nomenclature_ref"].map { "is item \($0)" } ?? "is no item any more"
      return "decision: product \(id) \(decision)" + values.told("reason", " («", "»)")
    case TableDealerPrice.kind:
      return "price \(values["price"] ?? "") of article «\(values["article"] ?? "")» "
        + "from \(values["period"] ?? "")"
    case OneCDealerPrice.kind, OneCPrice.kind:
      return "price \(values["price"] ?? "") of item \(values["nomenclature_ref"] ?? "") "
        + "from \(values["period"] ?? "")"
    default: return try card(event, id)
    }
  }

  private static func completion(_ event: KeptEvent) throws -> String {
    let scope = try Values(event)["scope"] ?? ""
    guard event.schema.kind == WBFinanceRow.kind, let report = WBReportScope(scope) else {
      return "complete answer of \(event.schema.kind.name), fetched at \(event.clock)"
    }
    return "complete \(report.period.rawValue) report \(report.report), \(report.first) to "
      + "\(report.last), fetched at \(event.clock)"
  }

  private static func card(_ event: KeptEvent, _ id: String) throws -> String {
    let card = try [event].borrowed(DecoderPool()) { events in
      try events.first.flatMap(ProductCards.card)
    }
    guard let card else { return "\(event.schema.kind.name) \(id)" }
    return "card \(card.product)" + (card.article.map { ", article «\($0)»" } ?? "")
      + (card.barcodes.isEmpty ? "" : ", barcodes \(card.barcodes.joined(separator: " "))")
      + (card.isWithdrawn ? ", in the trash" : "")
  }

  /// A question that no document, or more than one, answers.
  static func unanswered(_ answer: LookupWitness.Answer) -> String? {
    let count = answer.found.count
    switch answer.lookup {
    case .connection(let name) where count == 0: return "\(name) has no 1C base"
    case .decision(_, let product) where count == 0: return "no decision about product \(product)"
    case .article(let onec, let article) where count != 1:
      return count == 0
        ? "no item of \(onec) has the article «\(article)»"
        : "\(count) items of \(onec) have the article «\(article)»: it decides nothing"
    case .barcode(let onec, let barcode) where count != 1:
      return count == 0
        ? "no item of \(onec) owns the barcode \(barcode)"
        : "\(count) items of \(onec) own the barcode \(barcode): it decides nothing"
    case .price(let onec, let ref):
      let day = answer.day.map { " on \($0)" } ?? ""
      if count == 0 { return "item \(ref) of \(onec) has no price\(day)" }
      return answer.found[0] == "0"
        ? "item \(ref) of \(onec) has no price any more\(day), since \(answer.found[1])" : nil
    case .organization(let onec, let name) where count != 1:
      return "\(count == 0 ? "no organization" : "\(count) organizations") of \(onec) "
        + "\(count == 0 ? "is" : "are") named «\(name)»"
    default: return nil
    }
  }

  /// The values of a record by name, as text.
  private struct Values {
    private let named: [EventDescription.Named]

    init(_ event: KeptEvent) throws { named = try event.values() }

    subscript(name: String) -> String? {
      guard let value = named.first(where: { $0.name == name })?.value else { return nil }
      if case .text(let text) = value { return text }
      return value.json
    }

    func told(_ name: String, _ before: String, _ after: String) -> String {
      self[name].map { before + $0 + after } ?? ""
    }
  }
}

extension KeptEvent {
  /// The values in the newest shape of the type.
  func values() throws -> [EventDescription.Named] {
    let decoder = RecordDecoder(schema.layout)
    defer { withExtendedLifetime(decoder) {} }
    return try body.borrowed { (bytes) throws in
      try EventDescription.values(of: decoder.decode(bytes))
    }
  }
}
