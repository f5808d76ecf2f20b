package import Domain

/// A question that a row asks of other documents, by what it names.
///
/// The answer to each depends on the documents alone that bear the names: whoever has those of a
/// row's questions can fold the row without all the others.
package enum Lookup: Hashable, Sendable {
  /// The settings of a connection.
  case connection(String)

  /// Which 1C bases there are: a cabinet that names none uses the only one.
  case bases

  /// The organizations of a 1C base with this trimmed name.
  case organization(onec: String, name: String)

  /// What was decided about a product.
  case decision(cabinet: String, product: String)

  /// The card that bears this name, be it its sku or another one.
  case card(cabinet: String, name: String)

  /// An item of 1C by its Ref_Key.
  case item(onec: String, ref: String)

  /// The items with this folded article.
  case article(onec: String, article: String)

  /// The owners of a trimmed barcode.
  case barcode(onec: String, barcode: String)

  /// The prices that 1C gives an item.
  case price(onec: String, ref: String)

  /// The prices that people's tables give a folded article.
  case tablePrice(onec: String, article: String)

  /// Complete answers of a kind: those for one scope, or all of them.
  case completeness(connection: String, kind: StreamKind, scope: String?)

  /// The complete weekly settlement reports whose days hold this one.
  case weeklyReports(connection: String, day: Day)
}

/// Sees what is looked up: each question once, with its latest answer.
package final class LookupWitness {
  package private(set) var answers: [Answer] = []
  private var places: [Key: Int] = [:]

  package init() {}

  package struct Answer: Sendable, Equatable {
    package let lookup: Lookup

    /// The day that a price was asked for.
    package let day: Day?

    /// What was found: one name decides, none or several do not.
    package let found: [String]
  }

  private struct Key: Hashable {
    let lookup: Lookup
    let day: Day?
  }

  func note(_ lookup: Lookup, day: Day? = nil, _ found: [String]) {
    let answer = Answer(lookup: lookup, day: day, found: found)
    if let place = places[Key(lookup: lookup, day: day)] {
      answers[place] = answer
    } else {
      places[Key(lookup: lookup, day: day)] = answers.count
      answers.append(answer)
    }
  }
}

extension References {
  /// The questions that an event's document takes part in answering; none for a withdrawal.
  package static func lookups(of event: Event) throws -> [Lookup] {
    if event.isCompletion {
      let scope = try event.record()[ScopeCompleted().scope]?.string ?? ""
      return [
        .completeness(connection: event.connection, kind: event.kind, scope: nil),
        .completeness(connection: event.connection, kind: event.kind, scope: scope),
      ] + weeks(scope, of: event)
    }
    guard !event.isWithdrawal, let fact = try fact(of: event) else { return [] }
    return fact.lookups(event.connection)
  }

  /// The day from which the price holds that an event states, or the first one of the report that it
  /// claims to be whole.
  package static func day(of event: Event) throws -> Day? {
    guard event.isCompletion else {
      return (try fact(of: event) as? PriceFact)?.statement.price.day
    }
    return try event.record()[ScopeCompleted().scope].flatMap { WBReportScope($0.string) }?.first
  }

  /// Whether an event states the price of one characteristic or packaging of an item.
  package static func isPartialPrice(_ event: Event) throws -> Bool {
    guard !event.isWithdrawal, !event.isCompletion else { return false }
    return (try fact(of: event) as? PriceFact)?.statement.price.isPartial ?? false
  }

  /// A claim for a whole settlement report answers for each of its days.
  private static func weeks(_ scope: String, of event: Event) -> [Lookup] {
    guard event.kind == WBFinanceRow.kind, let report = WBReportScope(scope) else { return [] }
    return report.days.map { .weeklyReports(connection: event.connection, day: $0) }
  }
}

extension ConnectionFact {
  func lookups(_ connection: String) -> [Lookup] {
    [.connection(name)] + (marketplace == "1C" ? [.bases] : [])
  }
}

extension ItemFact {
  func lookups(_ connection: String) -> [Lookup] {
    [.item(onec: connection, ref: ref)]
      + (article.map { [.article(onec: connection, article: Article.folded($0))] } ?? [])
  }
}

extension BarcodeFact {
  func lookups(_ connection: String) -> [Lookup] {
    [.barcode(onec: connection, barcode: barcode)]
  }
}

extension MatchFact {
  func lookups(_ connection: String) -> [Lookup] {
    [.decision(cabinet: connection, product: product)]
  }
}

extension CardFact {
  func lookups(_ connection: String) -> [Lookup] {
    ([product] + aliases).map { .card(cabinet: connection, name: $0) }
  }
}

extension OrganizationFact {
  func lookups(_ connection: String) -> [Lookup] {
    [.organization(onec: connection, name: name)]
  }
}

extension PriceFact {
  func lookups(_ connection: String) -> [Lookup] {
    switch statement.subject {
    case .item(let ref): [.price(onec: connection, ref: ref)]
    case .article(let article):
      [.tablePrice(onec: connection, article: Article.folded(article))]
    }
  }
}
