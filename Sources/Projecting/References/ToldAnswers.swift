import Domain

/// What rows were told already, until an event is folded in: they ask the same again and again.
struct ToldAnswers {
  let resolutions = LookupMemo<Resolution>()

  /// By number of the resolution, what its nomenclature costs, since somebody asked.
  var prices: [ItemPrices?] = []
  let names = LookupMemo<KnownName>()

  /// What the connection that asked last was told.
  var settled: Settled?
  var complete: Complete?
  var reports: Reports?
  var week: Week?

  var isEmpty: Bool { resolutions.isEmpty && names.isEmpty && prices.isEmpty }

  /// What every row of a connection asks first.
  final class Settled {
    let connection: String

    /// The 1C connection whose catalogue it uses.
    let onec: String?

    /// Ref_Key of its organization there.
    let organization: String?

    init(_ connection: String, onec: String?, organization: String?) {
      self.connection = connection
      self.onec = onec
      self.organization = organization
    }
  }

  /// The days of which answers of a kind were complete.
  final class Complete {
    let connection: String
    let kind: StreamKind
    let days: Set<Day>

    init(_ connection: String, _ kind: StreamKind, days: Set<Day>) {
      self.connection = connection
      self.kind = kind
      self.days = days
    }
  }

  /// The weekly settlement reports that answers were complete for.
  final class Reports {
    let connection: String
    let weekly: [WBReportScope]

    init(_ connection: String, weekly: [WBReportScope]) {
      self.connection = connection
      self.weekly = weekly
    }
  }

  /// The weekly report that took the place of a day's.
  final class Week {
    let connection: String
    let type: Int64?
    let day: Day
    let report: Int64?

    init(_ connection: String, type: Int64?, _ day: Day, report: Int64?) {
      self.connection = connection
      self.type = type
      self.day = day
      self.report = report
    }
  }

  /// What a name in a document means.
  struct KnownName {
    /// The product whose other name it is; none when it is the product's own, or nobody's.
    let product: String?

    /// What the product's card says.
    let article: String?
    let title: String?
  }
}
