package import Domain
import Importing

/// What came of an import, for people and for `--format json`.
package struct ImportReport: Sendable {
  package var files: [FileReport] = []
  package var isDryRun = false

  /// What the tables did.
  package var tables: [TableChange] = []

  /// What a dry run found that they would do.
  package var differences: [TableDifference] = []

  /// What is known only when the tables are there.
  package var remarks: [String] = []

  /// Files that were not read, with the reason; the others were imported.
  package var unread: [UnreadFile] = []

  package struct UnreadFile: Sendable {
    package let path: String
    package let reason: String
  }

  /// What the answers say of themselves that is not there: pages, rows.
  package var missing: [String] = []

  /// Whether --complete was refused: nothing is withdrawn.
  package var isClaimRefused: Bool { files.contains(where: \.isClaimRefused) }

  /// The marketplace's own sums against those of the tables.
  package var comparisons: [Comparison] = []

  package struct FileReport: Sendable {
    package let name: String
    package let kind: String

    /// The import that took these bytes before, when they were taken before.
    package var alreadyImported: Int64?
    package var importID: Int64 = 0
    package var rows = 0
    package var new = 0
    package var revised = 0
    package var withdrawn = 0
    package var unchanged = 0
    package var setAside: [SetAsideRow] = []
    package var setAsideCount = 0
    package var remarks: [String] = []

    /// The remarks that are told: drift that the connection has told before is not among them.
    package var told: [String] = []
    package var totals: [Total] = []
    package var events = 0

    /// What the rows were filled with, as JSON.
    var profile = "{}"

    /// Where the file is; - for standard input.
    var path = "-"

    /// What the pages say of themselves, and what they cover.
    var pages: [AnswerPage] = []
    var scopes: [String] = []

    /// Whether the file was given as part of a complete answer, which it is not.
    package var isClaimRefused = false

    /// What the documents' own days say of the file's age; none where the source has a clock.
    package var older: OlderFile?

    /// The imports whose pages together were the complete answer.
    var answer: [Int64] = []
  }

  /// What a payload sums up to, money by currency.
  package struct Total: Sendable {
    package let name: String
    package let key: String

    /// Said where it is not plain: of another currency than roubles, or of one among several.
    package let currency: String?
    package let value: Decimal4
  }

  package struct SetAsideRow: Sendable {
    package let row: Int
    package let offset: Int
    package let field: String
    package let reason: String
  }

  package struct TableChange: Sendable {
    package let alias: String
    package let added: Int64
    package let removed: Int64
    package let changed: Int64
    package let wasRebuilt: Bool
    package let isStale: Bool
  }

  package var setAsideCount: Int { files.reduce(0) { $0 + $1.setAsideCount } }
  package var events: Int { files.reduce(0) { $0 + $1.events } }
}
