package import Domain

/// What `svod import` is asked for.
package struct ImportRequest: Sendable {
  /// Files, folders, or `-` for standard input.
  package var paths: [String]
  package var connection: String
  package var kind: String?

  /// When the payloads were fetched; `nil`: now.
  package var fetchedAt: Instant?

  /// All payloads together are one complete answer.
  package var isComplete = false

  /// An empty complete answer may withdraw everything in its scope.
  package var confirmsEmpty = false

  /// Nothing is appended when a row is set aside.
  package var isStrict = false
  package var isDryRun = false
  package var reportPeriod: String?
  package var priceType: String?
  package var reportDate: String?

  package init(paths: [String], connection: String) {
    self.paths = paths
    self.connection = connection
  }

  /// What tells two imports of the same bytes apart, besides connection, kind and time.
  var options: ImportOptions { ImportOptions(self) }
}
